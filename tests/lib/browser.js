// SPDX-License-Identifier: MPL-2.0
// Chromium, and persons who sit at it.
"use strict";

const { chromium } = require("playwright-core");
const { PASSWORD, ROLES } = require("./town");

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 700 };

async function openBrowser() {
    return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
}

// A page of its own session at the town. page.complaints collects what a developer would see in red: errors in the
// console, reports of the content security policy, requests that failed.
async function openPage(browser, town, { viewport = DESKTOP, ...options } = {}) {
    const context = await browser.newContext({ baseURL: town.address, viewport, locale: "da-DK", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10000);
    page.complaints = [];
    page.on("console", message => message.type() === "error" && page.complaints.push(`console: ${message.text()}`));
    page.on("pageerror", error => page.complaints.push(`script: ${error.message}`));
    page.on("requestfailed", request => page.complaints.push(`failed: ${request.url()}`));
    page.on("response", response => response.status() >= 500 &&
        page.complaints.push(`${response.status()}: ${response.url()}`));
    return page;
}

async function signIn(page, role) {
    await page.goto("/sign-in");
    await page.fill("#email", ROLES[role]);
    await page.fill("#password", PASSWORD);
    await page.click("main button[type=submit]");
    await page.waitForURL(url => !url.pathname.startsWith("/sign-in"));
}

// "da" or "en", chosen on the person's own page.
async function chooseLanguage(page, language) {
    await page.goto("/profile");
    await page.check(`#language-${language}`, { force: true });
    await page.click("form[action='/profile/language'] button");
}

module.exports = { openBrowser, openPage, signIn, chooseLanguage, DESKTOP, PHONE };
