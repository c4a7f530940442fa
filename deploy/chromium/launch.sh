#!/bin/sh
# Opens the kiosk page full screen, so that a touch on "Video help" asks the resident and never the browser.
#
#   sh launch.sh https://help.example.org/kiosk/ [more flags of Chromium]
#
# Copy policies.json to /etc/chromium/policies/managed/bangban.json (Chrome: /etc/opt/chrome/policies/managed/) first, with
# your address in it: camera and microphone are allowed there. No policy allows capturing the screen without a question; the
# flag --auto-accept-this-tab-capture does, for the page's own tab only. To show the agent other programs too, replace it with
# --auto-select-desktop-capture-source="整个屏幕" (the words follow --lang; in English "Entire screen").
#
# The profile is kept: it holds the kiosk's key. Never run it with --incognito.
set -eu

url=${1:?the address of the kiosk page}
shift
profile=${BANGBAN_BROWSER_PROFILE:-${XDG_STATE_HOME:-$HOME/.local/state}/bangban-browser}

exec "${CHROMIUM:-chromium}" \
  --kiosk \
  --user-data-dir="$profile" \
  --lang="${BANGBAN_LANGUAGE:-zh-CN}" \
  --auto-accept-this-tab-capture \
  --autoplay-policy=no-user-gesture-required \
  --no-first-run \
  --no-default-browser-check \
  --noerrdialogs \
  --hide-crash-restore-bubble \
  --disable-pinch \
  --overscroll-history-navigation=0 \
  --password-store=basic \
  --check-for-update-interval=31536000 \
  "$@" \
  "$url"
