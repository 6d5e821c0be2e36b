// SPDX-License-Identifier: MPL-2.0
// HTTP as bytes, for what no browser would send.
"use strict";

const net = require("node:net");
const { PASSWORD, ROLES } = require("./town");

// Sends bytes (a string is UTF-8) on a connection of its own and gives what came back before it was closed:
// { status, headers, body }; status 0 when the connection was closed without a word.
function send(town, ...pieces) {
    return new Promise((resolve, reject) => {
        const socket = net.connect(town.port, "127.0.0.1");
        const chunks = [];
        socket.on("data", chunk => chunks.push(chunk));
        socket.on("close", () => resolve(parse(Buffer.concat(chunks).toString("utf8"))));
        socket.on("error", error => error.code === "ECONNRESET" || error.code === "EPIPE" ? undefined : reject(error));
        socket.setTimeout(20000, () => reject(new Error("no answer")));
        for (const piece of pieces)
            socket.write(piece);
    });
}

function parse(text) {
    const end = text.indexOf("\r\n\r\n");
    const [first = "", ...lines] = text.slice(0, end).split("\r\n");
    const headers = Object.fromEntries(lines.map(line => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }));
    return { status: Number(first.split(" ")[1] || 0), headers, body: text.slice(end + 4) };
}

// One person's way of asking: with their cookie, and with a token of theirs when they send something.
class Person {
    constructor(town) {
        this.town = town;
        this.cookie = "";
    }

    head(method, path, headers) {
        const all = { Host: "localhost", Connection: "close", ...this.cookie && { Cookie: this.cookie }, ...headers };
        return `${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([n, v]) => `${n}: ${v}\r\n`).join("")}\r\n`;
    }

    get(path, headers) {
        return send(this.town, this.head("GET", path, headers));
    }

    async token(path = "/profile") {
        return /name="csrf" value="([^"]+)"/.exec((await this.get(path)).body)[1];
    }

    // body: a string or bytes, sent as it is.
    post(path, body, headers) {
        const length = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) };
        return send(this.town, this.head("POST", path, { ...length, ...headers }), body);
    }

    async postForm(path, fields) {
        return this.post(path, String(new URLSearchParams([["csrf", await this.token()], ...Object.entries(fields)])));
    }

    async signIn(role) {
        const fields = { csrf: await this.token("/sign-in"), email: ROLES[role], password: PASSWORD };
        const answer = await this.post("/sign-in", String(new URLSearchParams(fields)));
        this.cookie = answer.headers["set-cookie"].split(";")[0];
        return this;
    }
}

module.exports = { Person, send };
