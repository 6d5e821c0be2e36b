#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
# No answered write is lost: 64 connections post goals to the real server, which is killed in the middle, three times on each
# engine. durable.test.sh BUILD; PostgreSQL where RETTESNOR_TEST_POSTGRES holds the address of a server.
set -u
build=${1:-build-test}
folder=$(mktemp -d)
made=
. tests/server.sh

finish() {
    [ $server -eq 0 ] || end_server KILL
    [ -z "$made" ] || psql -q "$RETTESNOR_TEST_POSTGRES" -c "DROP DATABASE IF EXISTS $made WITH (FORCE)"
    rm -rf "$folder"
}
trap finish EXIT

# Until some writes are answered, so that the kill comes in the middle of them.
wait_for_writes() {
    for _ in {1..80}; do
        [ "$(wc -l <"$folder/answered")" -ge 128 ] && return 0
        sleep 0.1
    done
    return 1
}

kill_in_the_middle() {
    local db=$1 label=$2 plan=$3 hammer result
    start_server "$db" || return 1
    : >"$folder/answered"
    $build/hammer write "$url" $email "$plan" "$label" >"$folder/answered" &
    hammer=$!
    wait_for_writes
    result=$?
    end_server KILL
    wait $hammer || result=1
    return $result
}

three_rounds() {
    local engine=$1 db=$2 plan round
    : >"$folder/all"
    make_database "$db" && plan=$($build/hammer id "$db" plan aabrinkskolen-2027)
    verdict "${engine}_database_is_made" $?
    for round in 1 2 3; do
        kill_in_the_middle "$db" "$engine-$round" "$plan"
        verdict "${engine}_server_is_killed_among_64_writers_$round" $?
        cat "$folder/answered" >>"$folder/all"
        $build/hammer check "$db" $email <"$folder/all" >"$folder/count"
        verdict "${engine}_answered_writes_are_there_with_their_history_$round" $?
    done
    echo "$engine: $(cat "$folder/count") answered writes"
}

three_rounds sqlite "sqlite:$folder/durable.db"
if [ -n "${RETTESNOR_TEST_POSTGRES:-}" ]; then
    made=durable_$$
    psql -q "$RETTESNOR_TEST_POSTGRES" -c "CREATE DATABASE $made" || exit 1
    # The same server, another database: the path of the address is its name.
    three_rounds postgres "$(sed -E "s|^([a-z]+://[^/?]*)[^?]*|\1/$made|" <<<"$RETTESNOR_TEST_POSTGRES")"
fi
tell_verdicts
