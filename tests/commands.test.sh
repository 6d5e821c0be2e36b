#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
# What the program says on the command line to whoever begins with an empty database or mistypes: commands.test.sh BUILD
set -u
cd "$(dirname "$0")/.."
program=${1:-build}/rettesnor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# holds NAME COMMAND…: the command ends well.
holds() {
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $name"
        cat "$work/said"
    fi
}

make_user() { echo 'en lang adgangskode' | "$program" user a@example.dk --name A --role admin --db "sqlite:$work/new.db" "$@" 2>"$work/error"; }

refuses_without_municipality() { ! make_user && grep -q 'no municipality' "$work/error"; }
exports_nothing() {
    ! "$program" export "$work/out" --db "sqlite:$work/misspelt.db" 2>"$work/error" &&
        grep -q 'there is no database' "$work/error" && [ ! -e "$work/misspelt.db" ] && [ ! -e "$work/out" ]
}
helps() { "$program" "$1" --help | grep -q "^rettesnor $1"; }

holds 'a role without a municipality is refused and says why' refuses_without_municipality
holds 'the first user of a new database makes the municipality' make_user --municipality 'Prøve Kommune'
holds 'a second role there needs no name' make_user
holds 'a database that is not there is not made by an export' exports_nothing
for verb in serve migrate import export user seed coverage routes; do
    holds "$verb --help explains the verb" helps "$verb"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
