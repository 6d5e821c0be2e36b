// SPDX-License-Identifier: MPL-2.0
// `rettesnor coverage`: the answer to a file, against a solver of its own, and every way in which a file can be wrong.
"use strict";

const assert = require("node:assert/strict");
const { spawnSync } = require("node:child_process");
const { test, run } = require("./lib/runner");

const program = `${process.argv[2] || "build-test"}/rettesnor`;

function ask(input, ...options) {
    const text = typeof input === "string" ? input : JSON.stringify(input);
    const { status, stdout, stderr } = spawnSync(program, ["coverage", "-", ...options], { input: text, encoding: "utf8" });
    return { status, stdout, stderr };
}

function forecast(input) {
    const { status, stdout, stderr } = ask(input, "--json");
    assert.equal(stderr, "");
    assert.equal(status, 0);
    return JSON.parse(stdout);
}

const objective = (changes = {}) => ({ key: "o1", from: 2023, to: 2026, source: "policy", worked_on: [], ...changes });
const landscape = (changes = {}) => ({ year: 2026, capacity: 6, objectives: [objective()], ...changes });

// ---- answers ----

test("a landscape is answered with these members and no others", () => {
    assert.deepEqual(forecast({
        year: 2026, capacity: 6,
        objectives: [objective({ worked_on: [2024] }), objective({ key: "b1", from: 2026, source: "budget" })],
    }), { missed: [], uncovered: [], compulsory: ["b1"], room: 5, reachable: 0, unreachable: 0, needed_now: 0, last_chance: [] });
});

test("lists keep the order of the input, and keys their letters", () => {
    const keys = ["z", "å \"1\"", "a", "Ø"];
    const answer = forecast(landscape({ capacity: 3, objectives: keys.map(key => objective({ key })) }));
    assert.deepEqual(answer.uncovered, keys);
    assert.deepEqual(answer.last_chance, keys);
    assert.deepEqual([answer.reachable, answer.unreachable, answer.needed_now], [3, 1, 3]);
});

test("capacity can be one number for each year, in any order, each holding until the next", () => {
    const objectives = ["a", "b", "c"].map(key => objective({ key, to: 2028 }));
    assert.equal(forecast(landscape({ capacity: { 2028: 1, 2020: 2, 2027: 0 }, objectives })).needed_now, 2);
    assert.equal(forecast(landscape({ capacity: { 2026: 2, 2027: 1 }, objectives })).needed_now, 1);
});

test("no objectives and no capacity are answered, too", () => {
    assert.equal(forecast(landscape({ objectives: [] })).room, 6);
    assert.deepEqual(forecast(landscape({ capacity: 0 })).unreachable, 1);
});

test("without --json it says it in Danish", () => {
    const objectives = [objective(), objective({ key: "o2", to: 2024 }), objective({ key: "b1", from: 2026, source: "budget" })];
    assert.equal(ask(landscape({ objectives })).stdout,
        "Organisationen kan arbejde med seks målsætninger i 2026. Én skal med fra budgetaftalen, så der er plads til fem fra politikkerne.\n" +
        "Én mangler fra perioder, der løber i 2026 eller senere, og den kan nås.\nDen skal udvælges til 2026, hvis den skal nås.\n" +
        "Mangler: o1\nSidste chance: o1\nSkal med fra budgetaftalen: b1\n" +
        "Blev aldrig arbejdet med, før perioden var gået: o2\n");
});

test("help shows an example that works", () => {
    const { stdout } = spawnSync(program, ["help", "coverage"], { encoding: "utf8" });
    const example = /echo '([^']*)' \| rettesnor coverage - --json/.exec(stdout)[1];
    assert.deepEqual(forecast(example).uncovered, ["o1"]);
});

test("five thousand objectives are answered at once", () => {
    const objectives = Array.from({ length: 5000 }, (_, i) =>
        objective({ key: `o${i}`, from: 2015 + i % 20, to: 2015 + i % 20 + i % 7, source: i % 5 === 0 ? "budget" : "policy" }));
    const started = performance.now();
    const answer = forecast(landscape({ capacity: 40, objectives }));
    assert.ok(performance.now() - started < 2000); // with sanitizers; test_forecast holds the forecast itself to 50 ms
    assert.equal(answer.uncovered.length, answer.reachable + answer.unreachable);
});

// ---- an exact solver ----

let seed = 4;
const any = below => (seed = (seed * 1103515245 + 12345) % 2147483648, Math.floor(seed / 65536) % below);

function randomLandscape() {
    const objectives = Array.from({ length: any(25) }, (_, i) => {
        const from = 2022 + any(9), source = any(5) === 0 ? "budget" : "policy";
        const to = source === "budget" ? from : from + any(5);
        return { key: `k${any(1000)}-${i}`, from, to, source, worked_on: any(3) === 0 ? [from - 1 + any(5)] : [] };
    });
    const capacity = any(2) === 0 ? any(6) : { 2020: any(5), 2027: any(5), 2029: any(5) };
    return { year: 2024 + any(4), capacity, objectives };
}

function exact({ year, capacity, objectives }) {
    const worked = o => o.worked_on.some(y => o.from <= y && y <= o.to);
    const budgetOf = y => objectives.filter(o => o.source === "budget" && o.from <= y && y <= o.to);
    const most = y => typeof capacity === "number" ? capacity
        : capacity[Object.keys(capacity).map(Number).filter(k => k <= y).sort().pop()];
    const room = y => Math.max(0, most(y) - budgetOf(y).length);
    const policies = objectives.filter(o => o.source === "policy" && !worked(o));
    const uncovered = policies.filter(o => o.to >= year);
    // The largest matching of objectives and slots by augmenting paths, with NOW slots in the year.
    const reach = now => {
        const slots = [];
        for (let y = year; y < 2045; y++)
            for (let k = 0; k < (y === year ? now : room(y)); k++)
                slots.push({ year: y, holder: null });
        const place = (o, seen) => slots.some(slot => {
            if (seen.has(slot) || slot.year < o.from || slot.year > o.to)
                return false;
            seen.add(slot);
            if (slot.holder !== null && !place(slot.holder, seen))
                return false;
            slot.holder = o;
            return true;
        });
        return uncovered.filter(o => place(o, new Set())).length;
    };
    const reachable = reach(room(year));
    let needed = 0;
    while (reach(needed) < reachable)
        needed++;
    const keys = list => list.map(o => o.key);
    return {
        missed: keys(policies.filter(o => o.to < year)), uncovered: keys(uncovered), compulsory: keys(budgetOf(year)), room: room(year),
        reachable, unreachable: uncovered.length - reachable, needed_now: needed, last_chance: keys(uncovered.filter(o => o.to === year)),
    };
}

test("random landscapes are answered as an exact solver answers them", () => {
    for (let i = 0; i < 25; i++) {
        const input = randomLandscape();
        assert.deepEqual(forecast(input), exact(input), JSON.stringify(input));
    }
});

// ---- files that are wrong ----

const wrong = [
    ["", "-:1:0: '[' or '{' expected near end of file"],
    ["[]", "-: must be an object"],
    ["{\"year\": 2026,}", "-:1:15: string or '}' expected near '}'"],
    ["{\"year\": 2026, \"year\": 2027}", "-:1:21: duplicate object key near '\"year\"'"],
    [{ year: 2026, objectives: [] }, "-: \"capacity\" is missing"],
    [landscape({ månen: 1 }), "-: unknown key \"månen\""],
    [landscape({ year: "2026" }), "-: year: must be a year as a whole number, such as 2026"],
    [landscape({ year: 2026.5 }), "-: year: must be a year as a whole number, such as 2026"],
    [landscape({ year: 26 }), "-: year: 26 is not a year from 1800 to 2199"],
    [landscape({ capacity: -1 }), "-: capacity: -1 is negative"],
    [landscape({ capacity: "6" }), "-: capacity: must be a whole number, or an object with one for each year"],
    [landscape({ capacity: { 2026: -1 } }), "-: capacity.2026: -1 is negative"],
    [landscape({ capacity: { 2026: 1.5 } }), "-: capacity.2026: must be a whole number"],
    [landscape({ capacity: { i_år: 6 } }), "-: capacity: unknown key \"i_år\": the keys are years from 1800 to 2199"],
    [landscape({ capacity: { 2027: 6 } }), "-: capacity: says nothing of 2026 or an earlier year"],
    [landscape({ capacity: {} }), "-: capacity: says nothing of 2026 or an earlier year"],
    [landscape({ objectives: {} }), "-: objectives: must be a list"],
    [landscape({ objectives: [objective(), 7] }), "-: objectives[1]: must be an object"],
    [landscape({ objectives: [objective({ form: 2023 })] }), "-: objectives[0]: unknown key \"form\""],
    [landscape({ objectives: [objective({ worked_on: undefined })] }), "-: objectives[0]: \"worked_on\" is missing"],
    [landscape({ objectives: [objective({ key: 7 })] }), "-: objectives[0].key: must be a text, and not an empty one"],
    [landscape({ objectives: [objective({ key: "" })] }), "-: objectives[0].key: must be a text, and not an empty one"],
    [landscape({ objectives: [objective({ from: null })] }), "-: objectives[0].from: must be a year as a whole number, such as 2026"],
    [landscape({ objectives: [objective({ to: 2200 })] }), "-: objectives[0].to: 2200 is not a year from 1800 to 2199"],
    [landscape({ objectives: [objective({ from: 2027 })] }), "-: objectives[0].from: 2027 comes after \"to\", which is 2026"],
    [landscape({ objectives: [objective({ source: "Budget" })] }), "-: objectives[0].source: must be \"policy\" or \"budget\""],
    [landscape({ objectives: [objective({ worked_on: 2024 })] }), "-: objectives[0].worked_on: must be a list of years"],
    [landscape({ objectives: [objective({ worked_on: [2024, true] })] }),
        "-: objectives[0].worked_on[1]: must be a year as a whole number, such as 2026"],
    [landscape({ objectives: ["a", "b", "a"].map(key => objective({ key })) }),
        "-: objectives[2].key: \"a\" is already the key of objectives[0]"],
];

test("whatever is not understood is refused with its place", () => {
    for (const [input, message] of wrong)
        assert.deepEqual(ask(input, "--json"), { status: 1, stdout: "", stderr: `rettesnor: ${message}\n` });
});

test("a file that is not there, and none at all, are refused", () => {
    const absent = spawnSync(program, ["coverage", "nowhere.json", "--json"], { encoding: "utf8" });
    assert.equal(absent.status, 1);
    assert.equal(absent.stderr, "rettesnor: cannot open 'nowhere.json': No such file or directory\n");
    assert.equal(spawnSync(program, ["coverage"]).status, 2);
    assert.equal(spawnSync(program, ["coverage", ".", "--json"]).status, 1);
});

run({ setUp: () => {}, tearDown: () => {} });
