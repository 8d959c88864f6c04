#!/bin/sh
# A throw-away PostgreSQL for tests and chaos runs. Installs nothing, keeps nothing.
#
#   export RINNALLA_TEST_POSTGRES=$(tools/postgres.sh start)   # prints its URL; again: the same one
#   tools/postgres.sh stop                                     # stops it and deletes its data
#
# It listens on a free loopback port and a Unix socket, with a random password: other people of
# this machine cannot use it. RINNALLA_POSTGRES_DIR names another folder for a second server.
set -eu

folder=${RINNALLA_POSTGRES_DIR:-${TMPDIR:-/tmp}/rinnalla-postgres}

die() { echo "$1" >&2; exit 1; }

binaries() {
    for place in "$(command -v pg_ctl 2>/dev/null || true)" \
                 $(ls -d /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null | sort -V -r) \
                 /usr/pgsql-*/bin/pg_ctl /opt/homebrew/opt/postgresql*/bin/pg_ctl; do
        [ -x "$place" ] || continue
        place=$(dirname "$(readlink -f "$place")")
        [ -x "$place/initdb" ] && [ -x "$place/postgres" ] && { echo "$place"; return; }
    done
    die "PostgreSQL's server is not installed. On Debian: apt-get install -y postgresql"
}

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" != 0 ]; then "$@"; else
        id postgres >/dev/null 2>&1 || die "root needs a user named postgres to run the server as"
        (cd / && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@")
    fi
}

runs() { [ -f "$folder/data/postmaster.pid" ] && as_postgres "$bin/pg_ctl" status -D "$folder/data" >/dev/null 2>&1; }

# Deletes what we made and nothing else, whatever folder somebody has named.
discard() {
    [ -e "$folder" ] || return 0
    rm -rf "$folder/data" "$folder/password" "$folder/url" "$folder/ready" "$folder/initdb.log" \
        "$folder"/.s.PGSQL.*
    rmdir "$folder" 2>/dev/null || die "$folder holds other things: name another folder"
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
    if runs; then cat "$folder/url"; return; fi
    if [ ! -f "$folder/ready" ]; then
        discard
        mkdir -p -m 700 "$folder"
        password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
        (umask 077 && echo "$password" > "$folder/password")
        [ "$(id -u)" != 0 ] || chown -R postgres "$folder"
        as_postgres "$bin/initdb" -D "$folder/data" -U postgres --pwfile "$folder/password" \
            --auth scram-sha-256 -E UTF8 --locale C >"$folder/initdb.log" 2>&1 ||
            die "initdb failed: $folder/initdb.log"
        touch "$folder/ready"
    fi
    port=$(free_port)
    as_postgres "$bin/pg_ctl" start -w -t 60 -D "$folder/data" -l "$folder/data/server.log" \
        -o "-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder" \
        >/dev/null || die "PostgreSQL does not start: $folder/data/server.log"
    echo "postgresql://postgres:$(cat "$folder/password")@127.0.0.1:$port/postgres" > "$folder/url"
    cat "$folder/url"
}

stop() {
    if runs; then as_postgres "$bin/pg_ctl" stop -w -m immediate -D "$folder/data" >/dev/null; fi
    discard
}

case ${1:-} in
    start) bin=$(binaries); start ;;
    stop) bin=$(binaries); stop ;;
    *) die "usage: tools/postgres.sh start|stop" ;;
esac
