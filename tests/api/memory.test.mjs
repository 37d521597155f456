// @ts-check
// Memory: whatever comes in, no worker of the program as it is delivered ever takes more than
// 96 MiB, its libraries included.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { Client } from "./client.mjs";

const MOST = 96;
const MIB = 1 << 20;

// One worker a pool, so that each has all of it behind it.
const ONE = { POSTIL_WORKERS: "1", POSTIL_LONG_WORKERS: "1", POSTIL_SIGN_IN_WORKERS: "1" };
const stack = await startStack({ own: true, program: "build/postil", env: ONE });
after(() => stack.stop());

const admin = await new Client(stack.origin).signIn("admin", stack.password);
assert.equal((await admin.post("/api/projects", { slug: "m", title: "M" })).status, 201);

/** MiB that each worker has had at most, its own and its libraries'. */
const peaks = () =>
  stack.pids().workers.map((pid) => {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.ceil(Number(kib) / 1024);
  });

/** @param {string} where @param {string} raw @param {string} [type] */
const send = (where, raw, type = "application/json") =>
  admin.post(where, undefined, { raw, headers: { "Content-Type": type } });

const statement = (/** @type {string} */ raw) => send("/api/projects/m/statements", raw);
const codebook = (/** @type {number} */ count, /** @type {object} */ more) =>
  JSON.stringify({ codebook: { tags: Array.from({ length: count }, (_, i) => ({ key: `t${i}`, label: "T", ...more })) } });
const bring = (/** @type {string} */ raw) => send("/api/projects/m/import?dry_run=1", raw, "application/octet-stream");
const part = '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n';

/** [name, what is done, its answer] */
const DEEDS = /** @type {[string, () => Promise<any>, number, string?][]} */ ([
  ["a title of 31 MiB", () => statement(`{"title":"${"x".repeat(31 * MIB)}"}`), 422, "too_long"],
  ["a text of 31 MiB", () => statement(`{"title":"t","text":"${"x".repeat(31 * MIB)}"}`), 422, "text_too_long"],
  ["30 MiB of escapes", () => statement(`{"title":"t","text":"${"\\u00e9".repeat(5 * MIB)}"}`), 422, "text_too_long"],
  ["a key of 30 MiB of escapes", () => statement(`{"${"\\u0061".repeat(5 * MIB)}":1}`), 422, "unknown_field"],
  ["an item of 31 MiB", () => statement(`{"title":"t","text":"x","meta":{"x":"${"x".repeat(31 * MIB)}"}}`), 422, "too_long"],
  ["99,990 objects", () => statement(`{"meta":{"x":[${"{},".repeat(99_990)}1]}}`), 422, "missing"],
  ["49,990 objects with something in them", () => statement(`{"meta":{"x":[${'{"a":"b"},'.repeat(49_990)}1]}}`), 422, "missing"],
  ["99,980 objects beside a text of 30 MiB", () => statement(`{"meta":{"x":[${"{},".repeat(99_980)}1]},"title":"${"x".repeat(30 * MIB)}"}`), 400, "json_values"],
  ["99,990 arrays", () => statement(`{"meta":{"x":[${"[],".repeat(99_990)}1]}}`), 422, "missing"],
  ["99,990 keys", () => statement(`{"meta":{${Array.from({ length: 99_990 }, (_, i) => `"k${i}":1`).join(",")}}}`), 422, "missing"],
  ["31 MiB of blanks", () => statement(`{"title":"t"${" ".repeat(31 * MIB)}}`), 422, "missing"],
  ["the longest text", () => statement(JSON.stringify({ title: "t", text: "é ".repeat((4 * MIB) / 3) })), 201],
  ["the same, read", () => admin.get("/api/projects/m/statements/1"), 200],
  ["the same, as a page", () => admin.get("/p/m/s/1", { unchecked: true }), 200],
  ["the same, exported", () => admin.get("/api/projects/m/export"), 200],
  ["the longest file that is a text", () => bring("a\r\n".repeat(2 * MIB)), 200],
  ["a file of 100 MiB", () => bring("x".repeat(100 * MIB)), 422, "text_too_long"],
  ["a form with a file of 100 MiB", () => send("/api/projects/m/import", part + "x".repeat(100 * MIB), "multipart/form-data; boundary=b"), 422, "text_too_long"],
  ["a form with a part after the other", () => send("/api/projects/m/import", `${part}x\r\n`.repeat(1_000_000), "multipart/form-data; boundary=b"), 422, "parameter_twice"],
  ["a codebook of as many tags as there may be", () => bring(codebook(24_000, { color: "#123456" })), 200],
  ["a codebook of 8 MiB", () => bring(codebook(14_000, { definition: "d".repeat(540) })), 200],
]);

for (const [name, deed, status, detail] of DEEDS)
  test(`${name}: ${status}, in less than ${MOST} MiB`, async () => {
    const reply = await deed();
    assert.deepEqual([reply.status, reply.json?.detail], [status, detail], reply.text.slice(0, 300));
    assert.ok(Math.max(...peaks()) < MOST, `${peaks()} MiB`);
  });

test("what was large has gone back", () => {
  for (const pid of stack.pids().workers) {
    const path = `/proc/${pid}/smaps_rollup`;
    if (!existsSync(path)) continue;
    const sizes = [...readFileSync(path, "utf8").matchAll(/^Private_(?:Clean|Dirty): +(\d+)/gm)];
    const mib = sizes.reduce((sum, [, kib]) => sum + Number(kib), 0) / 1024;
    assert.ok(mib < MOST / 2, `${mib} MiB`);
  }
});
