#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
# session.sh BASE: signs in the person that `rettesnor seed` makes for measuring; prints the header of the session and CSRF=TOKEN.
set -euo pipefail
base=$1
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT

token_of() { grep -o 'name="csrf" value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//'; }

form=$(curl -fsS "$base/sign-in" | token_of)
curl -fsS -o /dev/null -c "$jar" "$base/sign-in" --data-urlencode "csrf=$form" \
    --data-urlencode email=maaling@rettesnor.example --data-urlencode 'password=maaling uden hemmelighed'
session=$(awk '$6 == "session" { print $7 }' "$jar")
[ -n "$session" ] || { echo "session.sh: not signed in" >&2; exit 1; }
echo "Cookie: session=$session"
echo "CSRF=$(curl -fsS -H "Cookie: session=$session" "$base/" | token_of)"
