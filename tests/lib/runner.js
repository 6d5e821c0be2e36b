// SPDX-License-Identifier: MPL-2.0
// Runs the tests of one file, in order, and ends with the line that ./test reads: "N passed, N failed".
"use strict";

const tests = [];
const failures = []; // told when they happen, and once more at the end, where ./test reads

// A test fails by throwing. Its name is a sentence.
function test(name, body) {
    tests.push({ name, body });
}

async function runOne({ name, body }) {
    const started = Date.now();
    try {
        await body();
        console.log(`ok ${name} (${Date.now() - started} ms)`);
        return true;
    } catch (error) {
        failures.push(`not ok ${name}\n${String(error.stack || error).replace(/^/gm, "    ")}`);
        console.log(failures.at(-1));
        return false;
    }
}

// setUp() gives what tearDown(it) takes down; a failure of either counts as a failed test. Ends the process.
async function run({ setUp, tearDown }) {
    let passed = 0, failed = 0;
    const count = isGood => isGood ? passed++ : failed++;
    let world;
    const isUp = await runOne({ name: "set up", body: async () => { world = await setUp(); } });
    if (isUp)
        for (const one of tests)
            count(await runOne(one));
    else
        count(false);
    if (isUp && !await runOne({ name: "take down", body: () => tearDown(world) }))
        count(false);
    console.log([...failures, `${passed} passed, ${failed} failed`].join("\n"));
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

// Calls work(item) for all items, at most `width` at a time.
async function inParallel(width, items, work) {
    const waiting = [...items];
    const worker = async () => {
        while (waiting.length > 0)
            await work(waiting.shift());
    };
    await Promise.all(Array.from({ length: width }, worker));
}

module.exports = { test, run, inParallel };
