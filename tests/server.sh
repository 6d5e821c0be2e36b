#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
# What the tests of the real server share, to be sourced: $build says which program, $folder where its words go.
email=mette.holm@egelund.example
export RETTESNOR_PASSWORD=kastanjecykelregnvejr
passed=0 failed=0 server=0

# verdict NAME STATUS: counts one test and tells of it as cmocka would.
verdict() {
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
        echo "[       OK ] $1"
    else
        failed=$((failed + 1))
        echo "[  FAILED  ] $1"
    fi
}

# The last line of a test, and its end.
tell_verdicts() {
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
}

# make_database ADDRESS: the example municipality, with a password for its school leader.
make_database() {
    "$build/rettesnor" import examples/egelund --db "$1" >/dev/null &&
        echo "$RETTESNOR_PASSWORD" | "$build/rettesnor" user "$email" --db "$1"
}

# start_server ADDRESS: sets server (its process) and url, which is the server's first line.
start_server() {
    : >"$folder/server.out"
    "$build/rettesnor" serve --db "$1" --port 0 --today 2026-11-24 >"$folder/server.out" 2>"$folder/server.log" &
    server=$!
    for _ in {1..200}; do
        read -r url <"$folder/server.out"
        [ -n "$url" ] && return 0
        sleep 0.1
    done
    cat "$folder/server.log"
    return 1
}

# end_server SIGNAL: returns what the server returned. Bash would tell of a killed job.
end_server() {
    local process=$server
    kill "-$1" "$server"
    server=0
    wait "$process" 2>/dev/null
}
