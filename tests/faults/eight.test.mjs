// @ts-check
// Eight writers on one document, all at once: nothing lost, nothing doubled.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { Crew } from "./crew.mjs";
import { readStored, readCheck } from "./history.mjs";
import { findings } from "./ledger.mjs";
import { setScene } from "./scene.mjs";

const WRITERS = 8;
const DEEDS = 128;

const stack = await startStack();
after(() => stack.stop());

test(`${WRITERS} writers with ${DEEDS} deeds each on one document: all that was acknowledged is there, once`, async (t) => {
  const seed = Number(process.env.POSTIL_TEST_SEED ?? Date.now() % 1_000_000);
  const scene = await setScene(stack, `eight-${seed}`);
  const crew = await Crew.hire(scene, { desks: WRITERS, scripts: 0, marks: DEEDS, most: DEEDS }, seed);
  const told = await crew.done();
  const stored = await readStored(stack, scene.project);
  assert.deepEqual(findings(told, stored), [], `seed ${seed}`);
  assert.deepEqual(await readCheck(stack, scene.slug), []);
  assert.deepEqual(told.flatMap(({ odd }) => odd), []);
  const done = told.flatMap(({ claims }) => claims).filter((claim) => claim.done).length;
  const written = stored.actions.filter(({ kind }) => kind.startsWith("highlight_")).length;
  assert.ok(done > (WRITERS * DEEDS) / 4 && done <= written, `${done} of ${written}`);
  t.diagnostic(`seed ${seed}: ${done} changes, ${stored.highlights.length} highlights`);
});
