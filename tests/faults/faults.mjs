// @ts-check
// faults.mjs: THE table of faults: what is done, and how the world is put right again where
// it is not put right by itself.  app/run/up starts again whatever ends.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { promisify } from "node:util";
import { alive, until } from "../support/stack.mjs";
import { pickFrom } from "../support/random.mjs";
import { cutAfter, loseAnswer } from "./proxy.mjs";

/** @typedef {import("./stage.mjs").Stage} Stage */
/** @typedef {import("../support/random.mjs").Random} Random */
/**
 * @typedef {object} Fault
 * @property {string} name
 * @property {number} often among the others
 * @property {boolean} [alone] it begins when all is well again
 * @property {(stage: Stage) => string} [skipped] why it cannot be done here, or ""
 * @property {(stage: Stage, random: Random) => Promise<any>} do
 * @property {(stage: Stage, random: Random) => Promise<any>} [heal]
 */

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** To one that is there; whoever ended meanwhile needs none. @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    if (pid) process.kill(pid, name);
  } catch (error) {
    if (/** @type {any} */ (error).code !== "ESRCH") throw error;
  }
}

/** @typedef {ReturnType<Stage["stack"]["pids"]>} Pids */
/** Sends signals to processes of ours.
 * @param {NodeJS.Signals} name @param {(pids: Pids, random: Random) => number[]} which
 * @returns {Fault["do"]} */
const send = (name, which) => async ({ stack }, random) => {
  for (const pid of which(stack.pids(), random)) signal(pid, name);
};
/** @param {number[]} pids @param {Random} random */
const one = (pids, random) => (pids.length ? [pickFrom(random, pids)] : []);

/** @param {string} path */
const birthOf = (path) => statSync(path).ctimeMs;

/** The master ends: its workers too, and others come to sockets that are new.
 * @param {NodeJS.Signals} name @returns {Fault["do"]} */
const endMaster = (name) => async (stage) => {
  const { postil, workers } = stage.stack.pids();
  const sockets = ["quick", "long"].map((pool) => `${stage.stack.sockets}/${pool}.sock`);
  const births = sockets.map(birthOf);
  signal(postil, name);
  await until(() => ![postil, ...workers].some(alive), "the end of the master and its workers");
  await stage.serving();
  assert.ok(stage.stack.pids().workers.every((pid) => !workers.includes(pid)));
  assert.ok(sockets.every((path, i) => birthOf(path) !== births[i]), "sockets are fresh");
};

/** A rule for each connection, until one of them was broken by it.
 * @param {(random: Random) => import("./proxy.mjs").Rule} rule @returns {Fault["do"]} */
const breakBy = (rule) => async ({ proxy }, random) => {
  const broken = once(proxy, "broken");
  proxy.resets = random(2) === 0;
  proxy.rule(() => rule(random));
  await Promise.race([broken, pause(2000)]);
};
/** @type {Fault["heal"]} */
const pass = async ({ proxy }) => proxy.pass();

/** Numbers of bytes: within a query, within a few, within an answer with many rows. */
const some = (/** @type {Random} */ random) => 1 + random(pickFrom(random, [50, 500, 3000, 30_000]));

/** A new version while people work: what README's admin does, and then all back again. */
const deploy = {
  /** @type {Fault["do"]} */
  async do(stage, random) {
    const { stack } = stage;
    const { workers } = stack.pids();
    const said = await stage.command("next", ["migrate"]);
    assert.match(said, /next\n/, "there was something to migrate");
    for (let i = 0; i < 8; i++) await writes(stage);
    const { workers: later } = stack.pids(); // one that was killed before may have been replaced
    assert.ok(workers.every((pid) => later.includes(pid)), "the old workers go on");
    await pause(random(300));
    await replace(stage, "next");
  },
  /** @type {Fault["heal"]} */
  async heal(stage, random) {
    await pause(random(300));
    await replace(stage, "now");
    await writes(stage); // the older program works on the newer schema
    await stage.stack.psql(`ALTER TABLE highlight DROP COLUMN of_next;
      DELETE FROM schema_migration WHERE name = 'next'`);
  },
};

/** @param {Stage} stage @param {import("./stage.mjs").Version} version */
async function replace(stage, version) {
  stage.install(version);
  await endMaster("SIGTERM")(stage, () => 0);
  assert.ok(stage.isCurrent(), `the ${version} version runs`);
}

/** Somebody changes something, and insists on it. @param {Stage} stage */
async function writes({ scene: { admin, path } }) {
  const key = `tag-${Date.now()}-${Math.random().toString(36).slice(2)}`;
  await until(async () => {
    // nginx may be away since the fault before
    const made = await admin.post(`${path}/tags`, { key, label: key }).catch(() => null);
    if (!made) return false;
    assert.ok([201, 409, 502, 503].includes(made.status), made.text);
    return made.status === 201 || made.status === 409; // it was made when its answer was lost
  }, "a worker that works");
}

/** @type {Fault[]} */
export const faults = [
  { name: "a worker is killed", often: 8, do: send("SIGKILL", ({ workers }, random) => one(workers, random)) },
  { name: "all workers are killed", often: 2, do: send("SIGKILL", ({ workers }) => workers) },
  { name: "the master is killed", often: 1, alone: true, do: endMaster("SIGKILL") },
  { name: "the master is restarted", often: 1, alone: true, do: endMaster("SIGTERM") },
  { name: "the settings are read again", often: 3, do: send("SIGHUP", ({ postil }) => [postil]) },
  { name: "the postmaster is killed", often: 1, do: send("SIGKILL", ({ postgres }) => [postgres]) },
  { name: "a backend is killed", often: 2, do: send("SIGKILL", ({ backends }, random) => one(backends, random)) },
  { name: "a backend is terminated", often: 4, do: send("SIGTERM", ({ backends }, random) => one(backends, random)) },
  { name: "PostgreSQL stops at once", often: 1, do: send("SIGQUIT", ({ postgres }) => [postgres]) },
  { name: "PostgreSQL is restarted", often: 1, do: send("SIGINT", ({ postgres }) => [postgres]) },
  { name: "all connections are cut", often: 4, async do({ proxy }, random) {
    proxy.resets = random(2) === 0;
    proxy.cutAll();
  } },
  { name: "cut in a request", often: 6, do: breakBy((random) => cutAfter("up", some(random))), heal: pass },
  { name: "cut in an answer", often: 6, do: breakBy((random) => cutAfter("down", some(random))), heal: pass },
  { name: "cut after the commit", often: 8, do: breakBy(() => loseAnswer()), heal: pass },
  { name: "the database is out of reach", often: 2, async do({ proxy }, random) {
    proxy.close();
    await pause(random(1000));
  }, heal: ({ proxy }) => proxy.open() },
  { name: "nginx reads its settings again", often: 3, do: send("SIGHUP", ({ nginx }) => [nginx]) },
  { name: "an nginx worker is killed", often: 3,
    do: send("SIGKILL", ({ nginxWorkers }, random) => one(nginxWorkers, random)) },
  { name: "nginx is restarted", often: 1, do: send("SIGQUIT", ({ nginx }) => [nginx]) },
  { name: "nginx is stopped at once", often: 1, do: send("SIGTERM", ({ nginx }) => [nginx]) },
  { name: "nginx is killed", often: 1, do: send("SIGKILL", ({ nginx }) => [nginx]) },
  { name: "the disk is full", often: 1, skipped: ({ diskless }) => diskless, async do({ disk, stack }, random) {
    await disk.fill();
    for (let i = random(4); i > 0; i--) await stack.psql("SELECT pg_switch_wal()").catch(() => {});
    await pause(random(1000));
  }, heal: ({ disk }) => disk.free() },
  { name: "a new version is deployed", often: 1, alone: true, ...deploy },
];
