#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
# run.sh: measures Rettesnor against itself and its own floor, and prints the ratios that docs/performance.md speaks of.
#   SECONDS_EACH=3 ROUNDS=3 SMALL=1000 LARGE=50000 BUILD=build FOLDER=/tmp/rettesnor-bench bench/run.sh
# Server and floor run on CPU 0, wrk on CPU 1. Needs wrk, curl, node and sqlite3. The databases are seeded once and kept in FOLDER.
set -euo pipefail
cd "$(dirname "$0")/.."
SECONDS_EACH=${SECONDS_EACH:-3} ROUNDS=${ROUNDS:-3} SMALL=${SMALL:-1000} LARGE=${LARGE:-50000}
BUILD=${BUILD:-build} FOLDER=${FOLDER:-/tmp/rettesnor-bench}
base=http://127.0.0.1:18210
results=$FOLDER/results.txt
server=

stop() {
    [ -z "$server" ] || { kill "$server" && wait "$server" || true; } 2>/dev/null
    server=
}
trap stop EXIT

note() { echo "$*" | tee -a "$results"; }

# Notes how many milliseconds pass from start to first page.
first_page() {
    note "$1 first-page-ms $(taskset -c 1 node bench/first_page.js taskset -c 0 "$BUILD/rettesnor" serve --db "sqlite:$FOLDER/run.db" --today 2026-11-24)"
}

# Starts the server on a copy of the database and signs in.
start() {
    local size=$1
    rm -f "$FOLDER"/run.db*
    cp "$FOLDER/$size.db" "$FOLDER/run.db"
    sync
    first_page "$size"
    taskset -c 0 "$BUILD/rettesnor" serve --db "sqlite:$FOLDER/run.db" --port 18210 --today 2026-11-24 >/dev/null &
    server=$!
    until curl -fs -o /dev/null "$base/sign-in"; do sleep 0.001; done
    session=$(bash bench/session.sh "$base")
    cookie=$(grep '^Cookie' <<<"$session") token=$(sed -n 's/^CSRF=//p' <<<"$session")
}

# Processor time of the server so far, in ticks of 10 ms.
ticks() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }

# load SIZE NAME CONNECTIONS PATH ROWS [BODY]; notes requests a second, good ones, bad ones, 50th and 99th percentile and processor time a
# request, all in microseconds.
load() {
    local headers=$cookie
    [ -z "${6:-}" ] || headers="$headers"$'\n''Content-Type: application/x-www-form-urlencoded'
    local result before
    before=$(ticks)
    result=$(WALK_PATH=$4 WALK_ROWS=$5 WALK_BODY=${6:-} WALK_HEADERS=$headers \
        taskset -c 1 wrk -t1 -c"$3" -d"${SECONDS_EACH}s" --timeout 30s --latency -s bench/walk.lua "$base" | sed -n 's/^RESULT //p')
    note "$1 $2-$3 $result $((($(ticks) - before) * 10000 / ($(cut -d' ' -f2 <<<"$result") + 1)))"
}

pages() {
    local size=$1
    load "$size" list 16 /goals 1
    load "$size" plan 16 /plans/@N@ $((size / 8))
    load "$size" goal 16 /goals/@N@ "$size"
    load "$size" home 16 / 1
}

memory() {
    local pss=0 now
    WALK_PATH=/goals WALK_ROWS=1 WALK_BODY='' WALK_HEADERS=$cookie \
        taskset -c 1 wrk -t1 -c64 -d2s -s bench/walk.lua "$base" >/dev/null &
    for _ in 1 2 3 4; do
        sleep 0.4
        now=$(sed -n 's/^Pss: *\([0-9]*\) kB/\1/p' "/proc/$server/smaps_rollup")
        [ "$now" -le "$pss" ] || pss=$now
    done
    wait $!
    note "$1 pss-kb $pss"
}

bytes() {
    note "$1 list-bytes $(curl -fs -H "$cookie" "$base/goals" | wc -c)"
    note "$1 list-gzip-bytes $(curl -fs -H "$cookie" -H 'Accept-Encoding: gzip' "$base/goals" | wc -c)"
}

writes() {
    local size=$1 before after answered
    local goal="csrf=$token&title=New+goal+@SEQ@&text=Written+by+the+measurement&starts_on-day=4&starts_on-month=1&starts_on-year=2026"
    goal="$goal&due_on-day=18&due_on-month=12&due_on-year=2026&owner=person%3A1"
    local state="csrf=$token&revision=2&state=partly_reached&state_date-day=20&state_date-month=11&state_date-year=2026"
    state="$state&state_reason=Seen+by+the+measurement+@SEQ@"
    load "$size" insert 1 /plans/1/goals 1 "$goal"
    load "$size" insert 64 /plans/1/goals 1 "$goal"
    load "$size" update 64 /goals/@N@/state "$size" "$state"
    answered=$(awk -v size="$size" '$1 == size && $2 ~ /^insert/ { n += $4 } END { print n }' "$results")
    after=$(sqlite3 -readonly "$FOLDER/run.db" "SELECT COUNT(*) FROM goal WHERE text = 'Written by the measurement'")
    before=${counted:-0} counted=$((${counted:-0} + after))
    note "$size lost $((answered - before - after > 0 ? answered - before - after : 0))"
}

floor() {
    rm -f "$FOLDER"/floor.db*
    cp "$FOLDER/$LARGE.db" "$FOLDER/floor.db"
    taskset -c 0 "$BUILD/floor" "$FOLDER/floor.db" "$SECONDS_EACH" "$LARGE" | while read -r name each rate cpu; do note "floor $name-$each $rate 0 0 0 0 $cpu"; done
}

ninja -C "$BUILD" --quiet rettesnor floor
mkdir -p "$FOLDER"
: >"$results"
for size in $SMALL $LARGE; do
    [ -f "$FOLDER/$size.db" ] || "$BUILD/rettesnor" seed --goals "$size" --db "sqlite:$FOLDER/$size.db"
done
for _ in $(seq "$ROUNDS"); do
    for size in $SMALL $LARGE; do
        start "$size"
        pages "$size"
        [ "$size" = "$SMALL" ] || { memory "$size"; bytes "$size"; writes "$size"; }
        stop
    done
    floor
done

# Medians of the rounds, and the ratios. On a machine that others use too, processor time a request is the steadier figure.
awk -v small="$SMALL" -v large="$LARGE" '
function median(key) { return middle(seen[key]) }
function cost(key) { return middle(spent[key]) }
function middle(words,    n, list, i, j, t) {
    n = split(words, list, " ")
    for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (list[j] + 0 < list[i] + 0) { t = list[i]; list[i] = list[j]; list[j] = t }
    return list[int((n + 1) / 2)]
}
function line(what, value, mark, ok) { printf "%-52s %10s   %-10s %s\n", what, value, mark, ok ? "" : "short" }
function ratio(what, a, b, mark,    r) { r = median(b) > 0 ? median(a) / median(b) : 0; line(what, sprintf("%.2f", r), "≥ " mark, r >= mark) }
function cheap(what, a, b, mark,    r) { r = cost(a) > 0 ? cost(b) / cost(a) : 0; line(what, sprintf("%.2f", r), "≥ " mark, r >= mark) }
function most(what, v, ceiling) { line(what, v, "≤ " ceiling, v + 0 <= ceiling) }
{ seen[$1 " " $2] = seen[$1 " " $2] " " $3; if (NF == 8) spent[$1 " " $2] = spent[$1 " " $2] " " $8; if ($2 ~ /-[0-9]+$/ && NF > 4) bad += $5; if ($2 == "lost") lost += $3 }
END {
    split("list plan goal home", pages, " ")
    for (i = 1; i <= 4; i++) {
        key = pages[i] "-16"
        printf "%-52s %10.0f   (%d µs of processor a page)\n", pages[i] " at " large ", pages a second", median(large " " key), cost(large " " key)
        ratio(pages[i] ": " large " against " small " goals", large " " key, small " " key, 0.9)
        cheap("  the same in processor time", large " " key, small " " key, 0.9)
    }
    ratio("insert, 1 connection, against a bare commit", large " insert-1", "floor bare-1", 0.5)
    ratio("insert, 64 connections, against a bare commit", large " insert-64", "floor bare-1", 4)
    ratio("update, 64 connections, against a bare commit", large " update-64", "floor bare-1", 1.5)
    ratio("insert, 1 connection, against the floor", large " insert-1", "floor insert-1", 0.7)
    cheap("  the same in processor time", large " insert-1", "floor insert-1", 0.7)
    ratio("insert, 64 connections, against the floor", large " insert-64", "floor insert-64", 0.7)
    cheap("  the same in processor time", large " insert-64", "floor insert-64", 0.7)
    ratio("update, 64 connections, against the floor", large " update-64", "floor update-64", 0.7)
    cheap("  the same in processor time", large " update-64", "floor update-64", 0.7)
    most("memory under load, PSS in kB", median(large " pss-kb"), 32768)
    most("first page after start, ms", median(large " first-page-ms"), 50)
    most("list of 50 goals, bytes", median(large " list-bytes"), 30000)
    most("list of 50 goals with gzip, bytes", median(large " list-gzip-bytes"), 5000)
    line("requests refused or failed", bad + 0, "≤ 0", bad == 0)
    line("answered writes that are not there", lost + 0, "≤ 0", lost == 0)
}' "$results"
