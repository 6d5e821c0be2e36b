// SPDX-License-Identifier: MPL-2.0
// Egelund in a database of its own, served by the real program on a free port.
"use strict";

const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const TODAY = "2026-11-24";
const PASSWORD = "kastanje cykel regnvejr";
const ROLES = {
    leader: "mette.holm@egelund.example",
    contributor: "jonas.friis@egelund.example",
    staff: "lars.oestergaard@egelund.example",
    council: "kirsten.aaby@egelund.example",
    admin: "mads.kruse@egelund.example",
    auditor: "inge.thorsen@egelund.example",
};

class Town {
    constructor(build) {
        this.program = path.join(build, "rettesnor");
        this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "rettesnor-"));
        this.database = `sqlite:${path.join(this.folder, "egelund.db")}`;
        this.port = 0;
    }

    // One verb of the program on the town's database; gives what it printed.
    call(verb, ...rest) {
        return this.callWith("", verb, ...rest);
    }

    callWith(input, verb, ...rest) {
        return execFileSync(this.program, [verb, ...rest, "--db", this.database], { input, encoding: "utf8" });
    }

    // Every row of the town's bundle as text; two of them are equal when nothing has been written between.
    export() {
        const folder = fs.mkdtempSync(path.join(this.folder, "export-"));
        this.call("export", folder);
        return fs.readdirSync(folder, { recursive: true }).sort()
            .filter(name => fs.statSync(path.join(folder, name)).isFile())
            .map(name => `${name}\n${fs.readFileSync(path.join(folder, name), "utf8")}`).join("\n");
    }

    // Serves until stop(), always on the same port, so that what a browser has open goes on working.
    async serve(today = TODAY) {
        this.server = spawn(this.program,
            ["serve", "--db", this.database, "--port", String(this.port), "--today", today],
            { stdio: ["ignore", "pipe", "pipe"] });
        const server = this.server;
        process.once("exit", () => server.kill()); // a test that breaks off leaves nothing behind
        this.log = "";
        this.server.stderr.on("data", data => this.log += data);
        this.address = await new Promise((resolve, reject) => {
            let said = "";
            this.server.once("exit", code => reject(new Error(`serve ended with ${code}: ${this.log}`)));
            this.server.stdout.on("data", data => {
                said += data;
                const found = /http:\/\/\S+/.exec(said);
                if (found)
                    resolve(found[0].replace(/\/$/, ""));
            });
        });
        this.port = Number(new URL(this.address).port);
    }

    // Throws when the program ended badly: a sanitizer's report, a leak.
    async stop() {
        this.server.removeAllListeners("exit");
        const ended = new Promise(resolve => this.server.once("exit", (code, signal) => resolve({ code, signal })));
        this.server.kill("SIGTERM");
        const { code, signal } = await ended;
        if (code !== 0)
            throw new Error(`serve ended with ${signal || code}: ${this.log}`);
    }

    async close() {
        await this.stop();
        fs.rmSync(this.folder, { recursive: true });
    }
}

// build is the folder of the program; the town has the people of ROLES with PASSWORD, and is served.
async function openTown(build) {
    const town = new Town(path.resolve(build));
    town.call("import", path.join(__dirname, "../../examples/egelund"));
    for (const email of Object.values(ROLES))
        town.callWith(`${PASSWORD}\n`, "user", email);
    await town.serve();
    return town;
}

module.exports = { openTown, PASSWORD, ROLES, TODAY };
