// SPDX-License-Identifier: MPL-2.0
// Every kind of page that a person of each role can reach by clicking, in both languages, wide and narrow: it is
// there, the browser has nothing to complain of, nothing scrolls sideways, html-validate and axe find nothing.
"use strict";

const { openTown } = require("./lib/town");
const { openBrowser, openPage, signIn, chooseLanguage, DESKTOP, PHONE } = require("./lib/browser");
const { htmlFaults, axeFaults, widthFaults, outlineFaults, complaintFaults } = require("./lib/look");
const { test, run, inParallel } = require("./lib/runner");

const [build = "build", ...ONLY] = process.argv.slice(2); // pages.test.js BUILD [ROLE…]
const VISITORS = ["leader", "staff", "admin", "contributor", "council", "auditor", "signed-out"];
const SEEDS = ["/", "/search?q=morgen", "/search?q=findes-ikke"];
const NARROWEST = { width: 320, height: 700 };
const PAGES_OF_A_KIND = { leader: 2 }; // one for every other role: the rows are the same
const LINKS_OF_A_KIND = 8;
const AT_ONCE = 3;

const faults = new Map();     // of every page looked at: "leader da /goals/{id}" → sentences
const seenByAxe = new Set();  // the same kind of page is not shown to axe for every role
const seenInEnglish = new Set();

// What page this is, whatever row it shows: "/goals/{id}/edit", "/plans?year".
function kindOf(href) {
    const { pathname, searchParams } = new URL(href);
    const names = [...new Set(searchParams.keys())].sort();
    return pathname.replace(/\/\d+(?=\/|$)/g, "/{id}") + (names.length > 0 ? `?${names.join("&")}` : "");
}

function note(place, sentences) {
    faults.set(place, [...faults.get(place) || [], ...sentences]);
}

function isFirst(set, key) {
    return !set.has(key) && set.add(key) !== undefined;
}

// The page as it stands in the browser now; response is the answer that it came with. One load serves all widths.
async function lookAt({ role, language, page }, kind, response, status) {
    const place = `${role} ${language} ${kind}`;
    const needsAxe = isFirst(seenByAxe, `${language} ${kind}`);
    if (response.status() !== status)
        note(place, [`answers ${response.status()}: ${page.url()}`]);
    note(place, await htmlFaults(await response.text()));
    note(place, await outlineFaults(page));
    for (const viewport of needsAxe ? [DESKTOP, PHONE, NARROWEST] : [NARROWEST]) {
        await page.setViewportSize(viewport);
        note(place, await widthFaults(page));
        if (needsAxe && viewport !== NARROWEST)
            note(place, await axeFaults(page));
    }
    await page.setViewportSize(DESKTOP);
    note(place, complaintFaults(page, status).map(words => `${words} at ${page.url()}`));
}

// The front page asks those to sign in who have not.
function statusOf({ role }, href) {
    return role === "signed-out" && new URL(href).pathname === "/" ? 401 : 200;
}

async function linksOf(page) {
    return page.evaluate(() => [...document.querySelectorAll("a[href]")] // those of a drawing too
        .map(a => new URL(a.getAttribute("href"), location.href))
        .filter(url => url.origin === location.origin).map(url => url.href));
}

// A link is good when it leads to a page, and its # to something there.
async function followLink(visitor, from, href) {
    const { role, language, page } = visitor;
    const { pathname, search, hash } = new URL(href);
    const response = await page.request.get(pathname + search);
    const place = `${role} ${language} ${from}`;
    if (response.status() !== statusOf(visitor, href))
        note(place, [`links to ${pathname}${search}, which answers ${response.status()}`]);
    else if (hash && !(await response.text()).includes(`id="${decodeURIComponent(hash.slice(1))}"`))
        note(place, [`links to ${href}, where there is no ${hash}`]);
}

// Counts up; false from the time when there are MOST of KEY.
function hasRoom(counts, key, most) {
    const count = counts.get(key) || 0;
    counts.set(key, count + 1);
    return count < most;
}

// Looks at a few pages of each kind, and gives all links found: href → the kind of page where it stands.
async function crawl(visitor, seeds) {
    const { page } = visitor;
    const seen = new Set(), counts = new Map(), links = new Map();
    const waiting = seeds.map(seed => new URL(seed, visitor.town.address).href);
    while (waiting.length > 0) {
        const url = waiting.shift();
        if (!isFirst(seen, url) || !hasRoom(counts, kindOf(url), PAGES_OF_A_KIND[visitor.role] || 1))
            continue;
        const response = await page.goto(url);
        await lookAt(visitor, kindOf(url), response, statusOf(visitor, url));
        for (const href of await linksOf(page)) {
            if (!/\.(csv|zip|json)$/.test(new URL(href).pathname)) // a download, which is followed but not shown
                waiting.push(href.split("#")[0]);
            links.set(href, links.get(href) || kindOf(url));
        }
        visitor.pages.set(kindOf(url), url);
    }
    return links;
}

// What the pages link to beyond those that were looked at.
async function followLinks(visitor, links) {
    const counts = new Map();
    const chosen = [...links].filter(([href]) =>
        hasRoom(counts, kindOf(href) + (href.includes("#") ? "#" : ""), LINKS_OF_A_KIND));
    await inParallel(2, chosen, ([href, from]) => followLink(visitor, from, href));
}

// Every form for something new, sent as it is: the answer tells what is missing, and is a page like the others.
async function sendEmptyForms(visitor) {
    const { page } = visitor;
    for (const [kind, url] of [...visitor.pages].filter(([kind]) => kind.endsWith("/new"))) {
        if (visitor.language === "en" && !isFirst(seenInEnglish, `${kind} sent empty`))
            continue;
        await page.goto(url);
        if (await page.locator("main form[novalidate] .button-primary").count() === 0)
            continue; // a choice of where to begin
        await page.evaluate(() => document.querySelectorAll("main form input[type=text], main form textarea")
            .forEach(input => { input.value = ""; }));
        const [response] = await Promise.all([
            page.waitForResponse(response => response.request().method() === "POST"),
            page.click("main form[novalidate] .button-primary"),
        ]);
        await page.waitForLoadState();
        if (response.status() !== 303)
            await lookAt(visitor, `${kind} sent empty`, response, 422);
        page.complaints.splice(0);
    }
}

// The same pages in the other language, each kind of page once.
async function lookInEnglish(visitor) {
    for (const [kind, url] of visitor.pages)
        if (isFirst(seenInEnglish, kind))
            await lookAt(visitor, kind, await visitor.page.goto(url), 200);
}

async function lookAround(browser, town, role) {
    const visitor = { role, language: "da", town, page: await openPage(browser, town), pages: new Map() };
    const { page } = visitor;
    page.setDefaultTimeout(60000);
    if (role === "signed-out") {
        await followLinks(visitor, await crawl(visitor, ["/"]));
    } else {
        await signIn(page, role);
        await followLinks(visitor, await crawl(visitor, SEEDS));
        await lookAt(visitor, "(not there)", await page.goto("/nowhere"), 404);
        await sendEmptyForms(visitor);
        visitor.language = "en";
        await chooseLanguage(page, "en");
        await lookInEnglish(visitor);
        await sendEmptyForms(visitor);
    }
    await page.context().close();
}

async function setUp() {
    const town = await openTown(build);
    const browser = await openBrowser();
    await inParallel(AT_ONCE, ONLY.length > 0 ? ONLY : VISITORS, role => lookAround(browser, town, role)
        .catch(error => note(`${role} looks around`, [String(error.stack)])));
    for (const [place, sentences] of faults)
        test(place, () => {
            if (sentences.length > 0)
                throw [...new Set(sentences)].join("\n");
        });
    return { town, browser };
}

run({
    setUp,
    tearDown: async ({ town, browser }) => {
        await browser.close();
        await town.close();
    },
});
