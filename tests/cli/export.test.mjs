// @ts-check
// `postil export`: the same bytes as the API's, whole or exit status 1.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { after, test } from "node:test";
import { admin, fresh, highlight, project, slugOf, stack, statement, tags } from "../api/world.mjs";

const dir = mkdtempSync("/tmp/postil-export-");
after(() => rmSync(dir, { recursive: true }));

const path = await project();
await tags(path, "law");
const on = await statement(path, "We \u{1f54a} affirm.");
await highlight(path, on, 3, 4, { taggings: [{ tag: "law", stance: "affirms" }] });

/** @param {...string} args */
const run = (...args) => stack.postil(["export", "--project", slugOf(path), ...args]);

for (const format of ["json", "csv"])
  test(`${format} is what the API gives`, async () => {
    const { code, stdout } = await run("--format", format);
    assert.equal(code, 0);
    assert.equal(stdout, (await admin.get(`${path}/export?format=${format}`)).text);
  });

test("JSON is the default, and complete", async () => {
  const { json } = await admin.get(`${path}/export`);
  assert.deepEqual(JSON.parse((await run()).stdout), json);
  assert.equal(json.complete, true);
});

test("--output leaves the file whole under its name, and nothing beside it", async () => {
  const to = `${dir}/set.json`;
  writeFileSync(to, "before");
  symlinkSync("set.json", `${dir}/link`);
  assert.deepEqual(await run("--output", `${dir}/link`), { code: 0, stdout: "", stderr: "" });
  assert.equal(readFileSync(to, "utf8"), (await run()).stdout);
  assert.deepEqual(readdirSync(dir).sort(), ["link", "set.json"]);
});

test("a refusal leaves the file that was there", async () => {
  const to = `${dir}/kept.json`;
  writeFileSync(to, "before");
  const { code, stderr } = await stack.postil(["export", "--project", fresh("none"), "--output", to]);
  assert.equal(code, 1);
  assert.match(stderr, /no such project/);
  assert.equal(readFileSync(to, "utf8"), "before");
});

test("what is no file is written as it is", async () => {
  assert.equal((await run("--output", "/dev/null")).code, 0);
  assert.ok(existsSync("/dev/null"));
  const { code, stderr } = await run("--output", "/dev/full");
  assert.equal(code, 1);
  assert.match(stderr, /\/dev\/full: No space left on device/);
});

test("standard output that takes no more is exit status 1", async () => {
  const child = execFile("sh", ["-c", '"$0" export --project "$1" >/dev/full', programOf(), slugOf(path)],
    { env: { ...process.env, ...stack.settings() } });
  const [code] = await once(child, "close");
  assert.equal(code, 1);
});

/** The program that the stack's own commands use. */
function programOf() {
  const root = new URL("../..", import.meta.url).pathname;
  return `${root}build/${existsSync(`${root}build/asan/postil`) ? "asan/" : ""}postil`;
}

test("bad usage is exit status 2", async () => {
  assert.equal((await run("--format", "xlsx")).code, 2);
  assert.equal((await run("--output")).code, 2);
  assert.equal((await run("operand")).code, 2);
  assert.equal((await stack.postil(["export"])).code, 2);
});

test("only a member's account may", async () => {
  const { code, stderr } = await run("--as", fresh("nobody"));
  assert.equal(code, 1);
  assert.match(stderr, /no such account/);
});
