#!/bin/sh
# Starts coturn in its container: the shipped configuration, with the secret and this installation's addresses added.
#   TURN_EXTERNAL_IP     PUBLIC/PRIVATE, behind a router
#   TURN_ALLOWED_PEERS   private networks that it serves, FIRST-LAST with spaces between
set -eu
umask 077
shipped=${TURN_CONFIGURATION:-/etc/coturn/turnserver.conf}
secret=${TURN_SECRET_FILE:-/run/secrets/turn_secret}
configuration=$(mktemp)
{
  cat "$shipped"
  printf '\nstatic-auth-secret=%s\n' "$(cat "$secret")"
  if [ -n "${TURN_EXTERNAL_IP:-}" ]; then printf 'external-ip=%s\n' "$TURN_EXTERNAL_IP"; fi
  for network in ${TURN_ALLOWED_PEERS:-}; do printf 'allowed-peer-ip=%s\n' "$network"; done
} >"$configuration"
exec turnserver -c "$configuration" --pidfile=/tmp/turnserver.pid --userdb=/tmp/turndb "$@"
