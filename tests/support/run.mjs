// @ts-check
// run.mjs: `make test`.  It builds, then runs lint and all tests; the last line is their sum.
//
// Lint and the files of tests stand in one queue, the long ones first.  A lane takes the next
// one as soon as it is done with the last, and has a stack of its own, so that what one file
// does to the sign-in of its address or to the lists of a site meets no other that runs beside
// it.  A cluster is made once: each stack begins with a copy.
//
// Each step of lint counts as one test.  A file that ends badly without saying which test
// failed counts as one that failed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { startStack } from "./stack.mjs";

/** @typedef {{passed: number, failed: number, skipped: number}} Sum */

const BUILD = ["layers", "build", "asan", "tests"];
const LINT = ["lint-clang", "lint-tidy", "lint-cppcheck", "lint-tsc"];
const LANES = Math.min(availableParallelism(), 4);
const HUNG = 20 * 60_000; // a file's time, after which nothing more is expected of it
const REPORTS = "build/test";
const LONG = [/^tests\/browser\//, /^tests\/(api|cli|faults|run)\/.*js$/, /./];

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const sum = { passed: 0, failed: 0, skipped: 0 };

/** Counts it, and says so; all that was said only where something is wrong.
 * @param {string} name @param {Partial<Sum>} counts @param {string} said @param {string} [more] */
function report(name, { passed = 0, failed = 0, skipped = 0 }, said, more = "") {
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
  if (failed) console.log(said);
  console.log(`${failed ? "FAIL" : "ok  "} ${name}${more}`);
}

/** @param {string} name @param {boolean} good @param {string} [said] */
const step = (name, good, said = "") => report(name, good ? { passed: 1 } : { failed: 1 }, said);

/** @param {string} target @param {number} jobs */
async function make(target, jobs) {
  const began = Date.now();
  const { status, said } = await runs("make", ["-k", "--no-print-directory", `-j${jobs}`, target]);
  report(target, status === 0 ? { passed: 1 } : { failed: 1 }, said, secondsSince(began));
}

/** How it ended, and what it said. @param {string} command @param {string[]} args @param {import("node:child_process").SpawnOptions} [options] */
async function runs(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let said = "", out = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (said += text, out += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const status = await once(child, "close").then(([code]) => code, (error) => void (said += error.message));
  return { status, said, out };
}

/** @param {number} began */
const secondsSince = (began) => `, ${Math.round((Date.now() - began) / 1000)} s`;

/** Files of a folder and of those in it. @param {string} folder @param {RegExp} name @returns {string[]} */
function files(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return files(path, name);
    return name.test(entry.name) ? [path] : [];
  }).sort();
}

/** How often a line stands there. @param {string} text @param {RegExp} line */
const lines = (text, line) => text.match(line)?.length ?? 0;

/** A cmocka program, or a fuzz harness over its kept corpus, which counts in the same words. @param {string} source */
function cTest(source) {
  const corpus = source.replace(/^(tests\/fuzz\/)(.*)_fuzz\.c$/, "$1corpus/$2");
  return {
    command: `build/asan/${source.replace(/\.c$/, "")}`,
    args: corpus === source ? [] : [corpus],
    /** @param {string} out its standard output; the other one tells the failed tests again */
    counts: (out) => ({
      passed: lines(out, /^\[ {7}OK \]/gm),
      failed: lines(out, /^\[ {2}FAILED {2}\]/gm),
      skipped: lines(out, /^\[ {2}SKIPPED \]/gm),
    }),
  };
}

/** A file for Node's test runner. @param {string} source */
function nodeTest(source) {
  const tap = `${REPORTS}/${source.replaceAll("/", "-")}.tap`;
  rmSync(tap, { force: true });
  return {
    command: process.execPath,
    args: [
      "--import", "./tests/support/browser-like.mjs",
      "--test",
      "--test-reporter=spec", "--test-reporter-destination=stdout",
      "--test-reporter=tap", `--test-reporter-destination=${tap}`,
      source,
    ],
    counts: () => {
      const text = existsSync(tap) ? readFileSync(tap, "utf8") : "";
      const number = (/** @type {string} */ word) =>
        Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
      return {
        passed: number("pass"),
        failed: number("fail") + number("cancelled"),
        skipped: number("skipped") + number("todo"),
      };
    },
  };
}

/** @param {string} source @param {NodeJS.ProcessEnv} env */
async function runFile(source, env) {
  const { command, args, counts } = source.endsWith(".c") ? cTest(source) : nodeTest(source);
  const began = Date.now();
  const { status, said, out } = await runs(command, args, { env, timeout: HUNG });
  const sums = counts(out);
  if (status !== 0 || sums.passed + sums.skipped === 0) sums.failed ||= 1;
  report(source, sums, said, `: ${sums.passed} passed${secondsSince(began)}`);
}

/** One for lint as a whole: its parts wait for each other.  @param {string} task @param {NodeJS.ProcessEnv} env */
async function runTask(task, env) {
  if (task !== "lint") return runFile(task, env);
  for (const target of LINT) await make(target, 1);
}

/** Takes from the queue what nobody has taken yet. @param {string[]} queue */
async function lane(queue) {
  const stack = await startStack({ own: true });
  const env = { ...process.env, ...stack.settings(), POSTIL_TEST_STACK: JSON.stringify(stack.facts) };
  for (let task = queue.shift(); task; task = queue.shift()) await runTask(task, env);
  await stack.stop();
}

/** What no lane got to has failed. @param {string[]} queue */
async function runAll(queue) {
  const lanes = Array.from({ length: LANES }, () => lane(queue));
  for (const [n, ended] of (await Promise.allSettled(lanes)).entries())
    step(`stack ${n + 1} starts, and stops without a complaint of the sanitizers`, ended.status === "fulfilled",
      "reason" in ended ? String(ended.reason) : "");
  for (const task of queue) step(task, false, "was not run");
}

/** Where none can be made, the stacks say why. @param {() => Promise<void>} deed */
async function withCluster(deed) {
  const cluster = await startStack({ own: true }).then((stack) => stack.leave()).catch(() => "");
  if (cluster) process.env.POSTIL_TEST_CLUSTER = cluster;
  await deed();
  if (cluster) rmSync(cluster, { recursive: true, force: true });
}

/** Those that take minutes first, so that no lane is alone with one in the end. @returns {string[]} */
function tasks() {
  const found = [...files("tests", /_(test|fuzz)\.c$/), ...files("tests", /\.test\.m?js$/)];
  const rank = (/** @type {string} */ file) => LONG.findIndex((part) => part.test(file));
  return ["lint", ...found.sort((a, b) => rank(a) - rank(b))];
}

mkdirSync(REPORTS, { recursive: true });
for (const target of BUILD) await make(target, availableParallelism());
await withCluster(() => runAll(tasks()));
const skipped = sum.skipped ? `, ${sum.skipped} skipped` : "";
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
