/* SPDX-License-Identifier: MPL-2.0 */
/* Small improvements; every page works without them. Load with defer.
   We have no use for the script of dkfds: our pages are plain forms and <details>, none of its components. */
"use strict";

/* A form that came back with errors: a screen reader begins at what is missing, and so does the Tab key. */
function focusErrorSummary() {
    document.querySelector("main .alert-error[tabindex='-1']")?.focus();
}

/* <button type="button" data-print hidden>: shown only where it can do something. */
function showPrintButtons() {
    for (const button of document.querySelectorAll("[data-print]")) {
        button.hidden = false;
        button.addEventListener("click", event => {
            event.preventDefault();
            window.print();
        });
    }
}

/* The phone menu covers the page: Escape and a tap beside it close it, as people expect of a menu. */
function closeMenuOnEscape() {
    const menu = document.querySelector("details.menu");
    document.addEventListener("keydown", event => {
        if (event.key === "Escape" && menu?.open) {
            menu.open = false;
            menu.querySelector("summary").focus();
        }
    });
    document.addEventListener("click", event => {
        if (menu?.open && !menu.contains(event.target))
            menu.open = false;
    });
}

focusErrorSummary();
showPrintButtons();
closeMenuOnEscape();
