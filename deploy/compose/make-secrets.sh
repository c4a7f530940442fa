#!/bin/sh
# Makes the secrets of compose.yaml in ./secrets, once; what is there is left alone.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets

random() { head -c 36 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

keep() {
  if [ ! -e "secrets/$1" ]; then
    printf '%s' "$2" >"secrets/$1"
    echo "made secrets/$1"
  fi
}

keep token_secret "$(random)"
keep turn_secret "$(random)"
keep postgres_password "$(random)"
keep redis_password "$(random)"
keep database_url "postgresql://bangban:$(cat secrets/postgres_password)@postgres:5432/bangban"
keep redis_url "redis://:$(cat secrets/redis_password)@redis:6379/0"

# The containers' users are not this one: they read the files, the folder keeps everybody else out.
chmod 644 secrets/*
