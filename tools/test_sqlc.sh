#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# test_sqlc.sh SQLC: compares what SQLC makes of tools/golden/sqlc with what lies there, and compiles it.
# With "keep" as a second argument what SQLC makes now becomes what is expected: look at the difference.
set -u
case $1 in
    /*) sqlc=$1 ;;
    *) sqlc=$PWD/$1 ;;
esac
keep=${2:-}
tools=$(cd "$(dirname "$0")" && pwd)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
passed=0
failed=0

pass() { passed=$((passed + 1)); }
fault() { failed=$((failed + 1)); echo "$1"; }

# Runs SQLC on NAME.sql of the current folder; the outputs and the message go to $made.
compile() {
    rm -f "$made"/*
    set -- "$1" --out-c "$made/$1.sql.c" --out-h "$made/$1.sql.h" --include trial/trial.h \
        --migrations ../migrations.sql --fragments ../visible.sql
    name=$1
    shift
    if [ -f "$name.postgres.sql" ]; then
        set -- "$@" --postgres "$name.postgres.sql"
    fi
    "$sqlc" "$@" "$name.sql" 2>"$made/message"
}

# Whether what was made in FILE is what lies here under NAME.
is_expected() {
    if [ "$keep" = keep ]; then
        cp "$1" "$2"
    fi
    diff -u "$2" "$1" >&2
}

check_accepted() {
    if ! compile "$1"; then
        fault "accepted/$1: refused: $(cat "$made/message")"
    elif ! is_expected "$made/$1.sql.c" "$1.sql.c" || ! is_expected "$made/$1.sql.h" "$1.sql.h"; then
        fault "accepted/$1: differs"
    elif ! cc -std=gnu17 -fsyntax-only -Wall -Wextra -Wconversion -Wshadow -Werror \
        -I"$tools/../lib" -I"$tools/golden/sqlc/include" "$made/$1.sql.c"; then
        fault "accepted/$1: does not compile"
    else
        pass
    fi
}

check_refused() {
    : >"$made/$1.sql.c"
    if compile "$1"; then
        fault "refused/$1: accepted"
    elif [ -e "$made/$1.sql.c" ] || [ -e "$made/$1.sql.h" ]; then
        fault "refused/$1: left an output"
    elif ! is_expected "$made/message" "$1.message"; then
        fault "refused/$1: another message"
    else
        pass
    fi
}

for kind in accepted refused; do
    cd "$tools/golden/sqlc/$kind" || exit 1
    for file in *.sql; do
        case $file in
            *.postgres.sql) ;;
            *) "check_$kind" "${file%.sql}" ;;
        esac
    done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
