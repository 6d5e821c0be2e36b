// SPDX-License-Identifier: MPL-2.0
// first_page.js COMMAND…: starts the server on port 18211, asks for a page until there is one, ends it; prints milliseconds.
// A program of its own, for a shell's loop takes longer than the start does.
"use strict";

const { spawn } = require("node:child_process");
const net = require("node:net");

const PORT = 18211;
const [program, ...words] = process.argv.slice(2);
const began = performance.now();
const server = spawn(program, [...words, "--port", String(PORT)], { stdio: "ignore" });

function ask() {
    const socket = net.connect(PORT, "127.0.0.1", () => socket.write("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    socket.once("error", () => setTimeout(ask, 1));
    socket.once("data", data => {
        console.log((performance.now() - began).toFixed(0), String(data).split("\r\n")[0]);
        socket.destroy();
        server.kill();
    });
}
ask();
