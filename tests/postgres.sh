#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# A PostgreSQL cluster of its own for tests and measurements, reached only through a socket in its directory.
#   tests/postgres.sh start DIR [--fast]   makes and starts it, prints its address; --fast does without fsync
#   tests/postgres.sh stop DIR             stops it; the directory stays
set -eu

usage() {
    sed -n '3,5s/^# *//p' "$0" >&2
    exit 2
}

# The server refuses to run as root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && exec runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

start() {
    mkdir -p "$directory"
    [ "$(id -u)" -ne 0 ] || chown postgres "$directory"
    if [ ! -f "$directory/data/PG_VERSION" ]; then
        as_owner "$programs/initdb" -D "$directory/data" --username=postgres --auth=trust \
            --locale=C.UTF-8 --encoding=UTF8 >"$directory/initdb.log"
    fi
    options="-c listen_addresses='' -c unix_socket_directories='$directory' -c max_connections=200"
    [ "$speed" != --fast ] || options="$options -c fsync=off -c full_page_writes=off"
    as_owner "$programs/pg_ctl" -D "$directory/data" -l "$directory/server.log" -w -s -o "$options" start ||
        { cat "$directory/server.log" >&2; exit 1; }
    echo "postgresql:///postgres?host=$directory&user=postgres"
}

[ $# -ge 2 ] || usage
command=$1
mkdir -p "$2"
directory=$(cd "$2" && pwd)
speed=${3:-}
programs=${POSTGRES_PROGRAMS:-$(pg_config --bindir)}

case $command in
start) start ;;
stop) as_owner "$programs/pg_ctl" -D "$directory/data" -m fast -w -s stop ;;
*) usage ;;
esac
