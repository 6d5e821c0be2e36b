// SPDX-License-Identifier: MPL-2.0
// What html-validate checks on every page; each departure from its recommended rules says why.
module.exports = {
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
        // A list of checkboxes sends one name several times; that is how HTML says "some of these".
        "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
        // Titles of pages are what people have called their goals: whole sentences.
        "long-title": "off",
        // The templates leave the ends of their lines, which no reader and no browser sees.
        "no-trailing-whitespace": "off",
    },
};
