// SPDX-License-Identifier: MPL-2.0
// What may be wrong with a page in the browser: each function gives a list of sentences, empty when all is well.
"use strict";

const fs = require("node:fs");
const { HtmlValidate, StaticConfigLoader } = require("html-validate");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const RULES = require("../../.htmlvalidate.cjs");
const validator = new HtmlValidate(new StaticConfigLoader(RULES));

// The HTML as it was sent, not as the browser mended it.
async function htmlFaults(html) {
    const report = await validator.validateString(html);
    return report.results.flatMap(result => result.messages)
        .map(({ ruleId, message, selector }) => `html-validate ${ruleId}: ${message} (${selector})`);
}

async function axeFaults(page) {
    await page.evaluate(AXE);
    const violations = await page.evaluate(async tags => {
        const result = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
        return result.violations.map(({ id, help, nodes }) => ({ id, help, html: nodes.slice(0, 3).map(n => n.html) }));
    }, AXE_TAGS);
    return violations.map(({ id, help, html }) =>
        `axe ${id} at ${page.viewportSize().width}: ${help}: ${html.map(text => text.slice(0, 200)).join(" | ")}`);
}

// Whether the page can be scrolled to the right, and what sticks out there.
async function widthFaults(page) {
    return page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width)
            return [];
        const isOut = e => e.getBoundingClientRect().right > width + 1;
        const scrolls = e => e !== document.body && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
        const out = [...document.querySelectorAll("body *")].filter(e => isOut(e) && !scrolls(e)).slice(0, 3);
        return [`scrolls sideways at ${width}: ${out.map(e => e.outerHTML.slice(0, 120)).join(" | ")}`];
    });
}

// One heading of the first order; every # and every label's "for" finds its element.
async function outlineFaults(page) {
    return page.evaluate(() => {
        const headings = document.querySelectorAll("h1").length;
        const lost = [...document.querySelectorAll("a[href^='#'], label[for]")]
            .map(e => e.getAttribute("for") || e.hash.slice(1)).filter(id => id && !document.getElementById(id));
        return [...headings === 1 ? [] : [`has ${headings} h1`], ...lost.map(id => `points at #${id}, which is not there`)];
    });
}

// The browser says of every answer from 400 that it failed; the one that we asked for is no fault.
function complaintFaults(page, status) {
    return page.complaints.splice(0).filter(words => status === 200 || !words.includes(`status of ${status}`));
}

module.exports = { htmlFaults, axeFaults, widthFaults, outlineFaults, complaintFaults };
