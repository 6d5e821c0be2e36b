#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
# Server and writer under ThreadSanitizer: pages, forms, refused forms and sign-ins from 64 connections for some seconds, then the
# end while all are under way. Any report is a failure. Builds in a folder of its own, build-tsan.
set -u
build=build-tsan
folder=$(mktemp -d)
export TSAN_OPTIONS="exitcode=66 second_deadlock_stack=1"
. tests/server.sh

finish() {
    [ $server -eq 0 ] || end_server KILL
    rm -rf "$folder"
}
trap finish EXIT

build_program() {
    [ -f $build/build.ninja ] ||
        meson setup $build --buildtype=plain -Doptimization=1 -Ddebug=true -Db_sanitize=thread -Db_lundef=false >/dev/null ||
        return 1
    ninja -C $build --quiet rettesnor hammer
}

# What the server returned comes in ENDED.
mixed_load() {
    local db=$1 plan hammer
    make_database "$db" && plan=$($build/hammer id "$db" plan aabrinkskolen-2027) && start_server "$db" || return 1
    $build/hammer mix "$url" $email "$plan" mixed >"$folder/answered" &
    hammer=$!
    sleep 8
    end_server TERM
    ended=$?
    wait $hammer
}

ended=1
: >"$folder/answered"
build_program
verdict builds_with_thread_sanitizer $?
if [ $failed -eq 0 ]; then
    mixed_load "sqlite:$folder/threads.db"
    verdict mixed_load_is_answered_as_expected $?
    [ $ended -eq 0 ] && ! grep -q 'WARNING: ThreadSanitizer' "$folder/server.log"
    verdict no_thread_races_with_another $?
    $build/hammer check "sqlite:$folder/threads.db" $email <"$folder/answered" >"$folder/count"
    verdict what_was_answered_before_the_end_is_there $?
    [ $failed -eq 0 ] || head -120 "$folder/server.log"
    echo "$(cat "$folder/count") answered writes"
fi
tell_verdicts
