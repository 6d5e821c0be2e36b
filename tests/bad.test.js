// SPDX-License-Identifier: MPL-2.0
// Bad input, as bytes on the wire: each is refused with its own status, and nothing of it is done.
"use strict";

const assert = require("node:assert/strict");
const { openTown } = require("./lib/town");
const { Person, send } = require("./lib/wire");
const { test, run } = require("./lib/runner");

const FORM = "application/x-www-form-urlencoded";
const MOST_BODY = 256 * 1024;
const MOST_FIELDS = 1000;

let town, leader, other, council, stranger;
let goal, goalPath, plan, foreignPlan;

// Sends, and sees that nothing has changed: no row of the bundle, and no line in the history.
async function refused(status, send) {
    const before = await traces();
    const answer = await send();
    assert.equal(answer.status, status);
    assert.deepEqual(await traces(), before);
    return answer;
}

async function traces() {
    const history = await other.get("/history");
    assert.equal(history.status, 200);
    const rows = history.body.slice(history.body.indexOf("<main"));
    return { rows: town.export(), history: rows.replace(/name="csrf" value="[^"]*"/g, "") };
}

async function form(fields) {
    return `csrf=${await leader.token()}&${fields}`;
}

// The goal's form as its own page makes it, so that only what a test changes is wrong.
async function goalForm(changes = {}) {
    const { body } = await leader.get(`${goalPath}/edit`);
    const revision = /name="revision" value="(\d+)"/.exec(body)[1];
    const fields = { title: "Alle er i gang kl. 8.15", plans: plan, revision, ...changes };
    return form(String(new URLSearchParams(fields)));
}

test("what the tests send is taken when nothing is wrong with it", async () => {
    const answer = await leader.post(goalPath, await goalForm());
    assert.equal(answer.status, 303);
    assert.match((await leader.get(goalPath)).body, /<h1>Alle er i gang kl\. 8\.15<\/h1>/);
});

test("a body over the limit is 413", async () => {
    await refused(413, async () => leader.post(goalPath, await goalForm({ text: "x".repeat(MOST_BODY) })));
});

test("a body far over the limit is 413 before it has been sent", async () => {
    await refused(413, () => send(town, leader.head("POST", goalPath,
        { "Content-Type": FORM, "Content-Length": 1e9 })));
});

test("a body in pieces is counted as well", async () => {
    const body = await goalForm({ text: "x".repeat(MOST_BODY) });
    await refused(413, () => send(town, leader.head("POST", goalPath,
        { "Content-Type": FORM, "Transfer-Encoding": "chunked" }),
        `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`));
});

test("more fields than a form may have is 400", async () => {
    await refused(400, async () => leader.post(goalPath, await goalForm() + "&a=1".repeat(MOST_FIELDS)));
});

for (const [what, value] of [
    ["bytes that are not UTF-8", "%C3%28"], ["an overlong form", "%C0%AF"], ["half a surrogate pair", "%ED%A0%80"],
    ["a raw byte that is not UTF-8", Buffer.from([0xff])], ["an escaped NUL", "%00"],
    ["a raw NUL", Buffer.from([0])], ["an unfinished escape", "%4"],
])
    test(`${what} in a form is 400`, async () => {
        const body = Buffer.concat([Buffer.from(await goalForm()), Buffer.from("&text="), Buffer.from(value)]);
        await refused(400, () => leader.post(goalPath, body));
    });

for (const target of ["/goals/%00", "/goals?after=%00", "/goals/%C3%28", "/goals/%zz", "/search?q=%FF", "/goals/1%2Fedit"])
    test(`the address ${target} is 400`, async () => {
        await refused(400, () => leader.get(target));
    });

for (const [method, target, status] of [
    ["PUT", "/goals", 405], ["DELETE", "/goals", 405], ["PATCH", "/goals", 405], ["OPTIONS", "/", 405],
    ["BREW", "/goals", 501], ["B@D", "/goals", 400],
])
    test(`${method} ${target} is ${status}`, async () => {
        const answer = await refused(status, () => send(town, leader.head(method, target, {})));
        assert.equal("allow" in answer.headers, status === 405);
    });

test("a page that can only be read says so to a POST", async () => {
    const answer = await refused(405, async () => leader.post("/goals", await form("title=x")));
    assert.equal(answer.headers.allow, "GET, HEAD");
});

test("a form's address that can only be sent to says so to a GET", async () => {
    const answer = await refused(405, () => leader.get(`/plans/${plan}/adopt`));
    assert.equal(answer.headers.allow, "POST");
});

for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x", "", "application/xml"])
    test(`a body of the type "${type}" is 415`, async () => {
        await refused(415, async () => leader.post(goalPath, await goalForm(), { "Content-Type": type }));
    });

for (const [what, lines, body] of [
    ["two lengths", ["Content-Length: 3", "Content-Length: 4"], "a=b"],
    ["a length and pieces", ["Content-Length: 3", "Transfer-Encoding: chunked"], "0\r\n\r\n"],
    ["a coding that is not chunked", ["Transfer-Encoding: gzip"], ""],
    ["a header's name that is no token", ["Content-Length : 3"], "a=b"],
    ["a length that is no number", ["Content-Length: +3"], "a=b"],
    ["a lone CR in a value", ["X-Note: a\rb"], ""],
    ["no host", [], ""],
])
    test(`a request with ${what} is 400, and the connection is closed`, async () => {
        const host = what === "no host" ? [] : ["Host: localhost"];
        const head = ["POST /sign-in HTTP/1.1", ...host, `Content-Type: ${FORM}`, ...lines].join("\r\n");
        await refused(400, () => send(town, `${head}\r\n\r\n${body}`, `GET /terms HTTP/1.1\r\nHost: localhost\r\n\r\n`));
    });

for (const path of ["/goals/99999999", "/goals/0", "/goals/-1", "/goals/x", "/goals/99999999999999999999", "/nowhere"])
    test(`${path} is 404, and the page helps on`, async () => {
        const answer = await refused(404, () => leader.get(path));
        assert.match(answer.body, /<h1>/);
        assert.match(answer.body, /href="\/"/);
    });

test("a form without a token is 403", async () => {
    await refused(403, () => leader.post(goalPath, "title=x&revision=1"));
});

test("a form with another person's token is 403", async () => {
    const token = await council.token();
    await refused(403, () => leader.post(goalPath, `csrf=${token}&title=x&revision=1`));
});

test("a form with a token that somebody has made up is 403", async () => {
    const token = await leader.token();
    for (const made of [token.slice(0, -2) + "AA", token + "A", "A".repeat(token.length), "%26"])
        await refused(403, () => leader.post(goalPath, `csrf=${made}&title=x&revision=1`));
});

test("a form without a sign-in is asked to sign in", async () => {
    const token = await stranger.token("/sign-in");
    await refused(401, () => stranger.post(goalPath, `csrf=${token}&title=x&revision=1`));
});

test("what a person may see but not change is 403", async () => {
    await refused(403, async () => council.postForm(goalPath, { title: "x", revision: "1" }));
    await refused(403, () => council.get(`${goalPath}/edit`));
});

test("an id or a reference that is not there is 404, as if it were not there", async () => {
    for (const changes of [{ objectives: "99999999" }, { owner: "person:99999999" }, { plans: "99999999" }])
        await refused(404, async () => leader.post(goalPath, await goalForm(changes)));
});

test("a reference that is no reference is refused", async () => {
    for (const changes of [{ objectives: "1; DROP TABLE goal" }, { owner: "person:-1" }, { owner: "king:1" }]) {
        const body = await goalForm(changes);
        const before = await traces();
        const answer = await leader.post(goalPath, body);
        assert.ok([404, 422].includes(answer.status), `${JSON.stringify(changes)} is ${answer.status}`);
        assert.deepEqual(await traces(), before);
    }
});

test("a goal cannot be put into a plan that its writer does not lead", async () => {
    await refused(404, async () => leader.post(goalPath, await goalForm({ plans: foreignPlan })));
});

test("a revision that has never been is 404", async () => {
    for (const revision of ["0", "-1", "999", "x", "99999999999999999999"])
        await refused(404, async () => leader.post(goalPath, await goalForm({ revision })));
});

test("values that cannot be are 422 with the form as typed", async () => {
    const answer = await refused(422, async () => leader.post(goalPath, await goalForm({
        title: "", text: "Skrevet <i>af</i> mig",
        "starts_on-day": "31", "starts_on-month": "2", "starts_on-year": "2027",
    })));
    assert.match(answer.body, /href="#title"/);
    assert.match(answer.body, /href="#starts_on"/);
    assert.match(answer.body, /Skrevet &lt;i&gt;af&lt;\/i&gt; mig/);
    assert.match(answer.body, /value="31"/);
});

test("a goal that is due before it begins is 422", async () => {
    const answer = await refused(422, async () => leader.post(goalPath, await goalForm({
        "starts_on-day": "1", "starts_on-month": "3", "starts_on-year": "2027",
        "due_on-day": "1", "due_on-month": "2", "due_on-year": "2027",
    })));
    assert.match(answer.body, /href="#due_on"/);
});

test("a title longer than it may be is 422", async () => {
    await refused(422, async () => leader.post(goalPath, await goalForm({ title: "x".repeat(5000) })));
});

test("fields that the form does not name are left alone", async () => {
    await refused(303, async () => leader.post(goalPath, await goalForm({ state: "reached", id: "1", unit: "1" })));
});

test("every answer carries the headers that keep a browser safe", async () => {
    for (const answer of [await stranger.get("/sign-in"), await leader.get("/nowhere"), await leader.get("/goals/%00"),
        await leader.post(goalPath, "x"), await leader.get("/goals.json")]) {
        assert.match(answer.headers["content-security-policy"], /default-src 'none'.*frame-ancestors 'none'/);
        assert.equal(answer.headers["x-content-type-options"], "nosniff");
        assert.ok(answer.headers["referrer-policy"] && answer.headers["permissions-policy"]);
    }
});

async function setUp() {
    town = await openTown(process.argv[2] || "build");
    [leader, other, council] = await Promise.all(
        ["leader", "auditor", "council"].map(role => new Person(town).signIn(role)));
    stranger = new Person(town);
    plan = /href="\/plans\/(\d+)[^"]*">Åbrinkskolens målplan[^<]*2027/.exec((await leader.get("/plans?year=2027")).body)[1];
    const goals = (await leader.get(`/plans/${plan}`)).body;
    goal = /href="\/goals\/(\d+)"/.exec(goals)[1];
    goalPath = `/goals/${goal}`;
    foreignPlan = /href="\/plans\/(\d+)[^"]*">Jobcenter/.exec((await leader.get("/plans?year=2027")).body)[1];
}

run({ setUp, tearDown: () => town.close() });
