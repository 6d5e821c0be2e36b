// SPDX-License-Identifier: MPL-2.0
// What people come to do, done in a browser from the first page to the last: by clicking what they would click.
"use strict";

const assert = require("node:assert/strict");
const { openTown, PASSWORD, ROLES } = require("./lib/town");
const { openBrowser, openPage, signIn, PHONE } = require("./lib/browser");
const { test, run } = require("./lib/runner");

const TOMORROW = "2026-11-25";
const PLAN = "Åbrinkskolens målplan 2027";

let town, browser;

// A page of one's own for the length of a story, signed in as role unless there is none.
async function withPage(role, options, story) {
    const page = await openPage(browser, town, options);
    try {
        if (role)
            await signIn(page, role);
        await story(page);
        assert.deepEqual(page.complaints.filter(words => !/status of (401|409|422)/.test(words)), []);
    } finally {
        await page.context().close();
    }
}

function story(name, role, options, body) {
    test(name, () => withPage(role, options, body));
}

// Clicks the link or button whose text begins with NAME, in the part of the page that is about the matter.
async function click(page, name, role = "link") {
    await page.locator("main").getByRole(role, { name }).first().click();
    await page.waitForLoadState();
}

async function press(page, name) {
    await click(page, name, "button");
}

async function fillDay(page, name, day) {
    const [year, month, date] = day.split("-");
    await page.fill(`[name="${name}-day"]`, String(Number(date)));
    await page.fill(`[name="${name}-month"]`, String(Number(month)));
    await page.fill(`[name="${name}-year"]`, year);
}

async function heading(page) {
    return page.locator("h1").innerText();
}

async function says(page, words) {
    assert.match((await page.locator("main [role=status]").first().innerText()).trim(), words);
}

async function openPlan(page) {
    await page.locator("nav[aria-label=Hovedmenu]").getByRole("link", { name: "Målplaner" }).click();
    if (await page.locator("main").getByRole("link", { name: PLAN }).count() === 0)
        await click(page, /^2027$/);
    await click(page, PLAN);
}

async function writeGoal(page, title) {
    await openPlan(page);
    await click(page, "Skriv et nyt mål");
    await page.fill("#title", title);
    await page.fill("#situation_now", "Hver fjerde elev ved ikke, hvem de går til.");
    await fillDay(page, "starts_on", "2026-11-01");
    await fillDay(page, "due_on", "2027-06-30");
    await press(page, "Gem målet");
}


// What the goal is judged by, agreed before anything is tried.
async function agreeOnSign(page, title) {
    await click(page, /^Aftal et tegn/);
    await page.fill("#title", title);
    await page.check("#kind-qualitative", { force: true });
    await press(page, "Gem tegnet");
    await says(page, /Tegnet er gemt/);
}

// The five things that a trial starts from: what, for whom, the prediction, the signs, when we look.
async function startTrial(page, title, sign) {
    await click(page, /^Foreslå en/);
    await page.fill("#title", title);
    await page.fill("#target_group", "Elever i 5. klasse");
    await page.fill("#prediction", "Flere elever siger god morgen til en voksen, de kender.");
    await page.locator("main").getByLabel(sign).check({ force: true });
    await fillDay(page, "final_on", "2027-02-26");
    await press(page, "Sæt i gang");
    await says(page, /forventningen er låst/);
    assert.equal(await heading(page), title);
}

async function writeWhatHappened(page, text) {
    await click(page, "Skriv, hvad der skete");
    await page.fill("#text", text);
    await press(page, "Gem linjen");
    await says(page, /skrevet i loggen/);
    assert.ok((await page.locator("main").innerText()).includes(text));
}

// What was seen, what follows, and two choices.
async function evaluate(page) {
    await click(page, "Skriv evalueringen");
    assert.match(await page.locator("main").innerText(), /Flere elever siger god morgen/);
    await page.fill("#seen", "Ti af tolv gik selv hen til en voksen.");
    await page.fill("#learning", "Det virker bedst, når det er den samme voksne.");
    await page.check("[name=judgement]", { force: true });
    await page.check("[name=decision]", { force: true });
    await press(page, "Afslut prøvehandlingen");
    await says(page, /Evalueringen er gemt/);
    assert.match(await page.locator("main").innerText(), /Ti af tolv gik selv hen til en voksen/);
}

async function backToGoal(page, goal) {
    await page.locator("nav.thread").getByRole("link", { name: goal }).click();
    await page.waitForLoadState();
}

async function mainPath(page, who) {
    const goal = `Alle elever kender en voksen, siger ${who}`, sign = `Hvem de går til, siger ${who}`;
    await writeGoal(page, goal);
    await says(page, /Målet er gemt/);
    assert.equal(await heading(page), goal);
    await agreeOnSign(page, sign);
    await backToGoal(page, goal);
    await startTrial(page, `En voksen ved døren, siger ${who}`, sign);
    await writeWhatHappened(page, "Tolv elever kom før kl. 8.");
    await evaluate(page);
}

story("a leader writes a goal, starts a trial, writes what happened and evaluates", "leader", {},
    page => mainPath(page, "lederen"));

story("all of it can be done without JavaScript", "leader", { javaScriptEnabled: false },
    page => mainPath(page, "den uden script"));

story("an employee records an observation with four taps on a phone", "contributor", { viewport: PHONE, hasTouch: true },
    async page => {
        assert.equal(new URL(page.url()).pathname, "/");
        let taps = 0;
        const tap = async locator => {
            taps++;
            await locator.first().tap();
        };
        await tap(page.locator("main a[href='/register']"));
        const entry = page.locator(".reg li", { has: page.locator("input[name=level]") }).first();
        if (!await entry.locator("details").evaluate(details => details.open))
            await tap(entry.locator("summary"));
        const title = await entry.locator("summary strong").innerText();
        await tap(entry.locator("input[name=level] + label"));
        await entry.locator("input[name=text]").fill("Fem gik i gang, før klokken ringede");
        await tap(entry.locator("button[type=submit]"));
        await page.waitForLoadState();
        await says(page, /Sendt/);
        assert.ok(taps <= 4, `${taps} taps`);
        const sent = await page.locator("section", { has: page.locator("#sent") }).innerText();
        assert.ok(sent.includes(title) && sent.includes("Fem gik i gang"), sent);
    });

story("staff record what the council has selected", "staff", {}, async page => {
    await page.locator("footer").getByRole("link", { name: "Udvælgelse" }).click();
    await click(page, /^Udvælgelsen til 2027/);
    await click(page, /Skriv, hvad der er besluttet|Redigér udvælgelsen/);
    const objective = await page.locator("main li h3 a").first().innerText();
    await page.locator("main input[type=radio][value=selected]").first().check({ force: true });
    await page.locator("main textarea[name^=reason]").first().fill("Fraværet er størst her.");
    await fillDay(page, "decided_on", "2026-11-23");
    await page.fill("#reference", "Kommunalbestyrelsen, punkt 7");
    await press(page, "Gem udvælgelsen");
    await says(page, /Udvælgelsen er gemt/);
    const selected = await page.locator("section", { has: page.locator("#selected") }).innerText();
    assert.ok(selected.includes(objective) && selected.includes("Fraværet er størst her."), selected);
});

// Item 5 of what the first issue must show.
const LEVELS = [
    ["/visions/", /Plads til at vokse/], ["/policies/", /Skolepolitik 2025/],
    ["/objectives/", /Flere børn og unge skal have lyst/], ["/goals/", /i gang kl\. 8\.15/],
    ["/trials/", /./], ["/evaluations/", /^Læs evalueringen/],
];

story("a council member reads from the vision to an evaluation and back, one click a level", "council", {}, async page => {
    const arriveAt = async path => {
        await page.waitForLoadState();
        assert.ok(new URL(page.url()).pathname.startsWith(path), `${page.url()} instead of ${path}`);
    };
    await page.locator("nav[aria-label=Hovedmenu]").getByRole("link", { name: "Politiklandskab" }).click();
    for (const [path, name] of LEVELS) {
        const evaluated = page.locator("tr", { has: page.locator(".dom") }); // of several trials, one that was judged
        const from = path === "/trials/" ? evaluated : page.locator("main");
        await from.locator(`a[href^="${path}"]`, { hasText: name }).first().click();
        await arriveAt(path);
    }
    for (const [path] of LEVELS.slice(0, -1).reverse()) {
        await page.locator(`nav.thread a[href^="${path}"]`).click();
        await arriveAt(path);
    }
    assert.match(await heading(page), LEVELS[0][1]);
});

story("what was typed is there again when the session has run out meanwhile", "leader", {}, async page => {
    await openPlan(page);
    await click(page, "Skriv et nyt mål");
    await page.fill("#title", "Skrevet, før sessionen løb ud");
    await page.fill("#situation_now", "Linje et\nLinje to & <tre>");
    await page.locator("main input[name=citizen_groups]").first().check({ force: true });
    await town.stop();
    await town.serve(TOMORROW);
    try {
        await press(page, "Gem målet");
        assert.match(await heading(page), /Din tekst er her endnu/);
        await page.fill("#email", ROLES.leader);
        await page.fill("#password", PASSWORD);
        await press(page, "Log ind");
        await says(page, /ikke gemt endnu/);
        assert.equal(await page.inputValue("#title"), "Skrevet, før sessionen løb ud");
        assert.equal(await page.inputValue("#situation_now"), "Linje et\nLinje to & <tre>");
        assert.ok(await page.locator("main input[name=citizen_groups]").first().isChecked());
        await press(page, "Gem målet");
        await says(page, /Målet er gemt/);
        assert.equal(await heading(page), "Skrevet, før sessionen løb ud");
    } finally {
        await town.stop();
        await town.serve();
    }
});

story("another person does not see what the first had typed", "leader", {}, async page => {
    await openPlan(page);
    await click(page, "Skriv et nyt mål");
    await page.fill("#title", "Kun for den, der skrev det");
    const other = await page.context().newPage();
    await other.goto("/profile");
    await other.locator("header .portal-user").getByRole("button", { name: "Log af" }).click();
    await press(page, "Gem målet");
    assert.match(await heading(page), /Din tekst er her endnu/);
    await page.fill("#email", ROLES.council);
    await page.fill("#password", PASSWORD);
    await press(page, "Log ind");
    assert.ok(!(await page.content()).includes("Kun for den, der skrev det"));
});

// Two tabs with the same form, sent one after the other.
async function editTwice(page, mine, theirs) {
    await openPlan(page);
    await click(page, /^Mål 2\./);
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const [tab, changes] of [[page, mine], [other, theirs]]) {
        await click(tab, "Redigér");
        for (const [name, text] of Object.entries(changes))
            await tab.fill(`#${name}`, text);
    }
    await press(other, "Gem målet");
    await says(other, /Målet er gemt/);
    await press(page, "Gem målet");
}

story("two who change the same text both see both texts, and nothing is lost", "leader", {}, async page => {
    await editTwice(page, { situation_now: "Som jeg ser det" }, { situation_now: "Som de andre ser det" });
    assert.match(await page.locator("main [role=alert]").innerText(), /skal rettes/);
    assert.equal(await page.inputValue("#situation_now"), "Som jeg ser det");
    const group = await page.locator(".form-group", { has: page.locator("#situation_now") }).innerText();
    assert.match(group, /Står der nu/);
    assert.match(group, /Som de andre ser det/);
    await press(page, "Gem målet");
    await says(page, /Målet er gemt/);
    assert.match(await page.locator("main").innerText(), /Som jeg ser det/);
});

story("two who change different texts both get their way", "leader", {}, async page => {
    await editTwice(page, { situation_now: "Nu: min" }, { situation_wanted: "Ønsket: deres" });
    await says(page, /Målet er gemt/);
    const text = await page.locator("main").innerText();
    assert.match(text, /Nu: min/);
    assert.match(text, /Ønsket: deres/);
});

// ---- the keyboard alone ----

const focused = page => page.evaluate(() => {
    const element = document.activeElement, style = getComputedStyle(element);
    return {
        id: element.id, text: (element.innerText || element.value || "").trim(),
        isVisible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none",
    };
});

// Presses Tab until WANTED(focus) holds; each stop on the way must show that it has the focus.
async function tabTo(page, wanted, most = 80) {
    for (let i = 0; i < most; i++) {
        await page.keyboard.press("Tab");
        const focus = await focused(page);
        assert.ok(focus.isVisible, `"${focus.text || focus.id}" does not show its focus on ${page.url()}`);
        if (wanted(focus))
            return;
    }
    assert.fail(`the keyboard does not reach it on ${page.url()}`);
}

async function enter(page) {
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

story("a leader signs in and writes a goal with the keyboard alone", null, {}, async page => {
    await page.goto("/sign-in");
    await tabTo(page, focus => focus.id === "email");
    await page.keyboard.type(ROLES.leader);
    await tabTo(page, focus => focus.id === "password");
    await page.keyboard.type(PASSWORD);
    await enter(page);
    assert.equal(new URL(page.url()).pathname, "/");
    await tabTo(page, focus => focus.text === "Målplaner");
    await enter(page);
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).text, "Gå til sidens indhold");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the skip link skips nothing");
    if (await page.locator("main").getByRole("link", { name: PLAN }).count() === 0) {
        await tabTo(page, focus => focus.text === "2027");
        await enter(page);
    }
    await tabTo(page, focus => focus.text === PLAN);
    await enter(page);
    await tabTo(page, focus => focus.text === "Skriv et nyt mål");
    await enter(page);
    await tabTo(page, focus => focus.id === "title");
    await page.keyboard.type("Skrevet med tastaturet");
    await tabTo(page, focus => focus.text === "Gem målet");
    await enter(page);
    assert.equal(await heading(page), "Skrevet med tastaturet");
});

story("a form with errors begins at its errors", "leader", {}, async page => {
    await openPlan(page);
    await click(page, "Skriv et nyt mål");
    await press(page, "Gem målet");
    assert.match((await focused(page)).text, /skal rettes/);
    await tabTo(page, focus => focus.text.length > 0);
    await page.keyboard.press("Enter");
    assert.equal((await focused(page)).id, "title");
});

story("Escape closes the menu on the phone", "leader", { viewport: PHONE }, async page => {
    await page.locator("details.menu summary").click();
    assert.ok(await page.getByRole("link", { name: "Målplaner" }).first().isVisible());
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("details.menu").evaluate(menu => menu.open), false);
});

story("a plan prints on A4 with its text and without its menus", "leader", {}, async page => {
    await openPlan(page);
    await page.emulateMedia({ media: "print" });
    for (const hidden of ["nav[aria-label=Hovedmenu]", "footer", "main .sec-act", "main .acts", ".search-form", ".info"])
        assert.equal(await page.locator(hidden).first().isVisible(), false, `${hidden} is printed`);
    for (const heading of ["Målsætninger, vi henter fra", "Fra nu til det ønskede", "Mål", "Milepæle", "Hvem gør hvad"])
        assert.ok(await page.getByRole("heading", { name: heading, exact: true }).first().isVisible(), `${heading} is not printed`);
    await page.setViewportSize({ width: 794 - 2 * 76, height: 1123 }); // A4 at 96 dots an inch, less 2 cm on either side
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    assert.ok((await page.pdf({ format: "A4" })).length > 10000);
});

run({
    setUp: async () => {
        town = await openTown(process.argv[2] || "build");
        browser = await openBrowser();
    },
    tearDown: async () => {
        await browser.close();
        await town.close();
    },
});
