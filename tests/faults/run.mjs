// @ts-check
// run.mjs: `make faults`: sets the stage, lets people work on it, does fault after fault, and
// in the end holds what they were told against what the database has.

import { shuffled, randomFrom } from "../support/random.mjs";
import { Crew } from "./crew.mjs";
import { faults } from "./faults.mjs";
import { readStored, readCheck } from "./history.mjs";
import { findings } from "./ledger.mjs";
import { setStage } from "./stage.mjs";

/** @typedef {import("./faults.mjs").Fault} Fault */
/** @typedef {{fault: Fault, silence: number}} Done silence: milliseconds without an answer */

const settings = {
  faults: Number(process.env.FAULTS ?? 100),
  seconds: Number(process.env.SECONDS ?? 3600),
  seed: Number(process.env.SEED ?? Date.now() % 1_000_000),
};
const random = randomFrom(settings.seed);
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Each of them once, then each as often as it says, in an order that the seed decides.
 * @param {Fault[]} list @param {number} count */
function* order(list, count) {
  yield* shuffled(random, list);
  const bag = list.flatMap((fault) => Array(fault.often).fill(fault));
  for (let n = list.length; n < count; n++) yield bag[random(bag.length)];
}

/** @param {import("./stage.mjs").Stage} stage @param {Crew} crew @returns {Promise<Done[]>} */
async function disturb(stage, crew) {
  const end = Date.now() + settings.seconds * 1000;
  const list = faults.filter((fault) => !fault.skipped?.(stage));
  /** @type {Done[]} */ const done = [];
  const settle = async () => {
    await stage.serving();
    await crew.heard();
  };
  const note = () => void Object.assign(done.at(-1) ?? {}, { silence: crew.pulse.silence() });
  for (const fault of order(list, settings.faults)) {
    if (Date.now() > end) break;
    // One in three comes on top of the one before.
    if (fault.alone || random(3)) await settle();
    note();
    await pause(random(200));
    await fault.do(stage, random);
    await fault.heal?.(stage, random);
    done.push({ fault, silence: 0 });
    if (done.length % 100 === 0) console.log(`${done.length} faults`);
  }
  await settle();
  note();
  return done;
}

/** @param {Done[]} done @param {import("./stage.mjs").Stage} stage */
function printFaults(done, stage) {
  console.log("\n fault                              times   longest silence, s");
  for (const fault of faults) {
    const these = done.filter((one) => one.fault === fault);
    const longest = Math.max(0, ...these.map(({ silence }) => silence)) / 1000;
    const why = fault.skipped?.(stage);
    console.log(` ${fault.name.padEnd(32)} ${why ? `skipped: ${why}` : `${String(these.length).padStart(7)} ${longest.toFixed(2).padStart(10)}`}`);
  }
}

/** @param {import("./crew.mjs").Report[]} told */
function printWork(told) {
  /** @type {Record<string, number>} */ const answers = {};
  for (const { tally } of told)
    for (const [status, n] of Object.entries(tally)) answers[status] = (answers[status] ?? 0) + n;
  const claims = told.flatMap((one) => one.claims);
  const posted = told.flatMap((one) => one.attempts).filter(({ id }) => id).length;
  const done = claims.filter((claim) => claim.done);
  const ways = ["PUT", "PATCH", "DELETE"].map((how) => `${done.filter((one) => one.how === how).length} ${how}`);
  console.log(`\nanswers: ${Object.entries(answers).map(([status, n]) => `${n} × ${status}`).join(", ")}`);
  console.log(`acknowledged: ${done.length + posted} changes (${ways.join(", ")}, ${posted} POST), ${claims.length} states told`);
}

/** @param {import("./ledger.mjs").Finding[]} found @param {string[]} odd */
function printFindings(found, odd) {
  for (const kind of ["lost", "doubled", "half done"]) {
    const these = found.filter((one) => one.kind === kind);
    console.log(`${kind}: ${these.length}`);
    for (const { what } of these.slice(0, 20)) console.log(`  ${what}`);
  }
  console.log(`answers that no fault explains: ${odd.length}`);
  for (const what of odd.slice(0, 20)) console.log(`  ${what.slice(0, 600)}`);
}

console.log(`seed ${settings.seed}`);
const stage = await setStage({ disk: true });
try {
  const crew = await Crew.hire(stage.scene, { desks: 4, scripts: 3 }, settings.seed);
  const began = Date.now();
  const done = await disturb(stage, crew);
  const told = await crew.stop();
  const { stack, scene: { project } } = stage;
  const found = [...findings(told, await readStored(stack, project)), ...(await readCheck(stack, "faults"))];
  const odd = told.flatMap((one) => one.odd);
  printFaults(done, stage);
  console.log(`\n${done.length} faults in ${Math.round((Date.now() - began) / 1000)} s, seed ${settings.seed}`);
  printWork(told);
  printFindings(found, odd);
  process.exitCode = found.length + odd.length ? 1 : 0;
} catch (error) {
  for (const name of ["postil", "postgresql", "nginx"])
    console.log(`${name}.log:\n${stage.stack.log(name).slice(-4000)}`);
  throw error;
} finally {
  await stage.stop();
}
