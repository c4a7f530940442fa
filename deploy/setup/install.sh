#!/bin/sh
# Prepares a clone: .venv from the locks, node_modules, and, for the tests, the programs they drive.
#
#   install.sh run      what `bangban` needs
#   install.sh develop  and the tools of `make check`
#   install.sh test     and the programs of `make test`
#
# Each step leaves a stamp with the hash of what it installed from; the second time costs nothing.
set -eu

PURPOSE=${1:-run}
cd "$(dirname "$0")/../.."
VENV=.venv
STAMPS=$VENV/stamps
APT_UPDATED=no

say() { printf '%s\n' "setup: $*"; }

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# --- packages of the system -----------------------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# apt PACKAGES REASON
apt() {
  can_install || fail "Missing: $2." "Install it as root, then run the same command again:" "  apt-get install $1"
  say "installing with apt-get: $1 ($2)"
  if [ $APT_UPDATED = no ]; then
    as_root apt-get update -qq
    APT_UPDATED=yes
  fi
  # shellcheck disable=SC2086 # a list of packages
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1 >/dev/null
}

# --- Python ---------------------------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$python"; then
      echo "$python"
      return
    fi
  done
}

make_venv() {
  if [ -x $VENV/bin/python ] && new_enough $VENV/bin/python && [ -x $VENV/bin/pip ]; then return; fi
  python=$(find_python)
  if [ -z "$python" ]; then
    apt "python3 python3-venv" "Python 3.11 or newer"
    python=$(find_python)
    [ -n "$python" ] || fail "Python 3.11 or newer is needed; this system has $(python3 --version)." \
      "Set PYTHON to one, for example: make demo PYTHON=/usr/local/bin/python3.12"
  fi
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    apt "$version" "the venv module of Python"
  fi
  say "making $VENV with $("$python" --version)"
  rm -rf $VENV
  "$python" -m venv $VENV
}

hash_of() { cat "$@" | sha256sum | cut -c1-64; }

# fresh NAME FILES…: is the step already done from these very files?
fresh() {
  name=$1
  shift
  [ "$(cat "$STAMPS/$name" 2>/dev/null)" = "$(hash_of "$@")" ]
}

stamp() {
  name=$1
  shift
  mkdir -p $STAMPS
  hash_of "$@" >"$STAMPS/$name"
}

pip() { $VENV/bin/python -m pip --disable-pip-version-check install --quiet "$@"; }

# install_lock NAME FILE
install_lock() {
  if fresh "$1" "$2"; then return; fi
  say "installing the Python packages of $2"
  pip --require-hashes -r "$2"
  stamp "$1" "$2"
}

install_project() {
  if fresh project pyproject.toml && [ -x $VENV/bin/bangban ]; then return; fi
  install_lock build deploy/setup/requirements-build.txt
  pip --no-build-isolation --no-deps --editable .
  stamp project pyproject.toml
}

# --- browser libraries ----------------------------------------------------------------------------------------------

has_node() {
  command -v npm >/dev/null && [ "$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')" -ge 20 ] 2>/dev/null
}

install_web_modules() {
  PATH=$PWD/$VENV/bin:$PATH
  if ! has_node; then
    install_lock node deploy/setup/requirements-node.txt
  fi
  if fresh web-develop package-lock.json && [ -d node_modules/lit ]; then return; fi
  if [ "$PURPOSE" = run ]; then
    if fresh web-run package-lock.json && [ -d node_modules/lit ]; then return; fi
    say "installing the browser libraries of package-lock.json"
    npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
    stamp web-run package-lock.json
  else
    say "installing the browser libraries and TypeScript of package-lock.json"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    stamp web-develop package-lock.json
  fi
}

# --- programs that the tests drive ----------------------------------------------------------------------------------

missing_programs() {
  command -v chromium >/dev/null || echo chromium
  command -v redis-server >/dev/null || echo redis-server
  command -v turnserver >/dev/null || echo coturn
  command -v caddy >/dev/null || echo caddy
  command -v shellcheck >/dev/null || echo shellcheck
  command -v ip >/dev/null || echo iproute2
  command -v tesseract >/dev/null || echo tesseract-ocr
  ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || echo postgresql
  ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc >/dev/null 2>&1 || echo fonts-noto-cjk
}

install_programs() {
  missing=$(missing_programs | tr '\n' ' ')
  if [ -z "$missing" ]; then return; fi
  apt "$missing" "programs that the tests drive"
}

make_venv
if [ "$PURPOSE" = run ]; then
  fresh develop requirements-dev.txt || install_lock run requirements.txt
else
  install_lock develop requirements-dev.txt
fi
install_project
install_web_modules
if [ "$PURPOSE" = test ]; then install_programs; fi
