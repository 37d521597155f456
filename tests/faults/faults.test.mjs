// @ts-check
// A short `make faults`: each fault once, in an order of chance, with people at work.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("each fault once, under load: nothing lost, nothing doubled, nothing half done", async (t) => {
  const run = spawn("setpriv", ["--pdeathsig", "TERM", fileURLToPath(new URL("run", import.meta.url))], {
    env: { ...process.env, FAULTS: "0" }, stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (part) => (said += part));
  const [code] = await once(run, "close");
  assert.equal(code, 0, said);
  for (const line of said.split("\n")) t.diagnostic(line);
});
