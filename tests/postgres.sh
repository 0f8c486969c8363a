#!/bin/sh
# A throw-away PostgreSQL for one command: tests/postgres.sh make services
# It lies in memory where it can, listens on a socket in its own folder only, and ends with the command.
# TANNHA_POSTGRES_DURABLE=1: on the disk, and every commit is written through, as a commune's own does.
set -eu

found() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -1; }
bin=$(found)
if [ -z "$bin" ]; then
  [ "$(id -u)" = 0 ] || { echo "PostgreSQL is missing: apt-get install postgresql (as root)." >&2; exit 1; }
  echo "Installing for the tests: postgresql"
  # nothing is started by the package: no cluster of its own, no service
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  apt-get -o DPkg::Lock::Timeout=300 update -qq
  apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends postgresql >/dev/null
  bin=$(found)
fi

room=/tmp
[ -n "${TANNHA_POSTGRES_DURABLE:-}" ] || [ ! -w /dev/shm ] || [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -lt 1000000 ] || room=/dev/shm
place=$(mktemp -d "$room/tannha-postgres.XXXXXX")
# initdb refuses root
as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "cd / && $*"; else sh -c "$*"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$place"
end() {
  as "$bin/pg_ctl -D $place/data -m immediate stop" >/dev/null 2>&1 || true
  rm -rf "$place"
}
trap end EXIT
trap 'exit 130' INT TERM HUP

as "$bin/initdb -D $place/data -A trust -U postgres -N --locale=C.UTF-8 --encoding=UTF8 --no-instructions" >/dev/null
cat >>"$place/data/postgresql.conf" <<TEXT
listen_addresses = ''
unix_socket_directories = '$place'
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 200
shared_buffers = 128MB
autovacuum = off
TEXT
[ -z "${TANNHA_POSTGRES_DURABLE:-}" ] || sed -i -e '/^fsync = off/d' -e '/^full_page_writes = off/d' "$place/data/postgresql.conf"
as "$bin/pg_ctl -D $place/data -w -l $place/log start" >/dev/null || { cat "$place/log" >&2; exit 1; }
TANNHA_TEST_DATABASE="postgresql://postgres@/postgres?host=$place" "$@"
