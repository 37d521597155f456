// @ts-check
// run.mjs: `make test`.  Lint first, then all tests; the last line is their sum.
//
// Each step of lint counts as one test.  A test program that ends badly without saying
// which test failed counts as one that failed.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { startStack } from "./stack.mjs";

const STEPS = ["layers", "build", "asan", "tests", "lint-clang", "lint-tidy", "lint-cppcheck", "lint-tsc"];
const TEST = /\.test\.m?js$/;
const MINUTES = 60_000;

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const sum = { passed: 0, failed: 0, skipped: 0 };

/** @param {Partial<typeof sum>} more */
function count(more) {
  sum.passed += more.passed ?? 0;
  sum.failed += more.failed ?? 0;
  sum.skipped += more.skipped ?? 0;
}

/** @param {string} name @param {boolean} good */
function step(name, good) {
  console.log(`${good ? "ok  " : "FAIL"} ${name}`);
  count(good ? { passed: 1 } : { failed: 1 });
}

function lint() {
  for (const target of STEPS) {
    const args = ["-k", "--no-print-directory", `-j${availableParallelism()}`, target];
    const made = spawnSync("make", args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (made.status !== 0) console.log(made.stdout + made.stderr);
    step(target, made.status === 0);
  }
}

/** Files of a folder and of those in it. @param {string} folder @param {RegExp} name @returns {string[]} */
function files(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return files(path, name);
    return name.test(entry.name) ? [path] : [];
  }).sort();
}

/** A cmocka program, or a fuzz harness over its kept corpus, which counts in the same words.
 * @param {string} source tests/base/arena_test.c @param {NodeJS.ProcessEnv} env */
function runC(source, env) {
  const program = `build/asan/${source.replace(/\.c$/, "")}`;
  const corpus = source.replace(/^(tests\/fuzz\/)(.*)_fuzz\.c$/, "$1corpus/$2");
  const args = corpus === source ? [] : [corpus];
  const ran = spawnSync(program, args, { encoding: "utf8", env, timeout: 5 * MINUTES, maxBuffer: 1 << 28 });
  const number = (/** @type {RegExp} */ line) => ran.stdout?.match(line)?.length ?? 0;
  const passed = number(/^\[ {7}OK \]/gm);
  const failed = number(/^\[ {2}FAILED {2}\]/gm);
  const skipped = number(/^\[ {2}SKIPPED \]/gm);
  const good = ran.status === 0 && failed === 0 && passed + skipped > 0;
  if (!good) console.log(ran.stdout ?? "", ran.stderr ?? "", ran.error?.message ?? "");
  console.log(`${good ? "ok  " : "FAIL"} ${source}: ${passed} passed`);
  count({ passed, skipped, failed: failed || (good ? 0 : 1) });
}

/** Node's test runner over some files. @param {string[]} tests @param {NodeJS.ProcessEnv} env */
function runNode(tests, env) {
  if (tests.length === 0) return;
  const report = "build/test/node.tap";
  rmSync(report, { force: true });
  const ran = spawnSync(process.execPath, [
    "--import", "./tests/support/browser-like.mjs",
    "--test",
    "--test-reporter=spec", "--test-reporter-destination=stdout",
    "--test-reporter=tap", `--test-reporter-destination=${report}`,
    ...tests,
  ], { stdio: "inherit", env, timeout: 30 * MINUTES });
  const said = existsSync(report) ? readFileSync(report, "utf8") : "";
  const number = (/** @type {string} */ word) =>
    Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(said)?.[1] ?? 0);
  const failed = number("fail") + number("cancelled");
  count({ passed: number("pass"), skipped: number("skipped") + number("todo"), failed });
  if (ran.status !== 0 && failed === 0) step("node --test", false);
}

/** The stack, or why there is none; C tests that need no database run all the same. */
async function runAll() {
  const stack = await startStack({ own: true }).catch((error) => void console.log(error));
  const env = stack
    ? { ...process.env, ...stack.settings(), POSTIL_TEST_STACK: JSON.stringify(stack.facts) }
    : process.env;
  for (const source of files("tests", /_(test|fuzz)\.c$/)) runC(source, env);
  const tests = files("tests", TEST);
  const alone = tests.filter((path) => path.startsWith("tests/js/"));
  runNode(alone, env);
  if (stack) runNode(tests.filter((path) => !alone.includes(path)), env);
  const stopped = await stack?.stop().then(() => true, (error) => void console.log(error));
  step("the stack starts, and stops without a complaint of the sanitizers", stopped === true);
}

mkdirSync("build/test", { recursive: true });
lint();
await runAll();
const skipped = sum.skipped ? `, ${sum.skipped} skipped` : "";
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
