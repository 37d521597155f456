// @ts-check
// stack.mjs: a whole Postil of one's own for tests: PostgreSQL, the program, nginx.
//
//   const stack = await startStack();
//   after(() => stack.stop());
//
// `make test` starts one that all files share, so a file works in projects of its own.
// startStack({ own: true }) is for those that break things: where `make test` has left a new
// cluster, it begins with a copy of that.  The program is the sanitizer
// build where there is one, and stop() fails when a sanitizer had something to say.

import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { resolve as resolvePath } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const COMPLAINT = /AddressSanitizer|LeakSanitizer|runtime error:/;
const WAIT = 120_000;
const AS_NEW = ["cluster", "sample-loaded"];

/**
 * @typedef {{own?: boolean, program?: string, env?: Record<string, string>}} Options
 *   own: not the shared one; program: a path, from the project's folder; env: settings
 * @typedef {{port: number, var: string, password: string, up: number}} Facts
 * @typedef {"postgres" | "postil" | "nginx"} Part
 */

/** @param {Options} [options] */
export async function startStack(options = {}) {
  const shared = process.env.POSTIL_TEST_STACK;
  if (shared && !options.own && !options.program && !options.env)
    return new Stack(JSON.parse(shared));
  for (let tries = 1; ; tries++) {
    const stack = await launch(options);
    if (stack) return stack;
    if (tries === 3) throw new Error("no free port was found for the stack");
  }
}

/** Undefined: the port was taken by somebody else meanwhile. @param {Options} options */
async function launch(options) {
  const port = await freePort();
  const dir = mkdtempSync("/tmp/postil-");
  const { POSTIL_TEST_CLUSTER: made } = process.env;
  if (made) execFileSync("cp", ["-a", "--reflink=auto", `${made}/.`, dir]);
  const password = `pass-${Math.random().toString(36).slice(2)}-word`;
  // up dies with us, and all that it started dies with it.
  const child = spawn("setpriv", ["--pdeathsig", "TERM", `${root}app/run/up`], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...sanitizers(),
      POSTIL_PROGRAM: resolvePath(root, options.program ?? sanitized()),
      ...options.env,
      POSTIL_PORT: String(port),
      POSTIL_VAR: dir,
      POSTIL_ADMIN_PASSWORD: password,
    },
  });
  const said = await untilReady(child);
  if (child.exitCode === null && child.pid)
    return new Stack({ port, var: dir, password, up: child.pid }, child);
  rmSync(dir, { recursive: true, force: true });
  if (/is taken/.test(said)) return undefined;
  throw new Error(`the stack did not start:\n${said}`);
}

/** What up said until it was ready or ended.
 * @param {import("node:child_process").ChildProcess} child */
async function untilReady(child) {
  let said = "";
  const late = setTimeout(() => child.kill("SIGTERM"), WAIT);
  await new Promise((resolve) => {
    const listen = (/** @type {Buffer} */ bytes) => {
      said += bytes;
      if (said.includes("running at")) resolve(undefined);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("close", resolve);
  });
  clearTimeout(late);
  return said;
}

/** The program under test: the sanitizer build where there is one. */
export function sanitized() {
  return existsSync(`${root}build/asan/postil`) ? "build/asan/postil" : "build/postil";
}

function sanitizers() {
  return {
    ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? "abort_on_error=1",
    UBSAN_OPTIONS: process.env.UBSAN_OPTIONS ?? "print_stacktrace=1",
  };
}

/** @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

export class Stack {
  /** @param {Facts} facts @param {import("node:child_process").ChildProcess} [child] ours to stop */
  constructor(facts, child) {
    this.facts = facts;
    this.child = child;
    this.origin = `http://127.0.0.1:${facts.port}`;
    this.password = facts.password;
    this.var = facts.var;
    this.sockets = `${facts.var}/run`;
  }

  /** Runs SQL as the superuser; the rows, one a line, `|` between columns.
   * @param {string} sql @param {string} [user] */
  async psql(sql, user = "postgres") {
    const done = promisify(execFile)("psql", [
      "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
      "-h", this.sockets, "-U", user, "-d", "postil", "-c", sql,
    ], { maxBuffer: 1 << 28 });
    return (await done).stdout.trimEnd();
  }

  /** Runs a command of the program: `postil user list`.
   * @param {string[]} args @param {string | Buffer} [input] */
  async postil(args, input = "") {
    const child = execFile(`${root}${sanitized()}`, args, {
      env: { ...process.env, ...this.settings() }, maxBuffer: 1 << 28,
    });
    child.stdin?.on("error", () => {}); // it may not want all of it
    child.stdin?.end(input);
    let stdout = "", stderr = "";
    child.stdout?.on("data", (part) => (stdout += part));
    child.stderr?.on("data", (part) => (stderr += part));
    const [code] = await once(child, "close");
    return { code, stdout, stderr };
  }

  /** The settings with which the program reaches this stack's database. */
  settings() {
    const where = `host=${this.sockets} dbname=postil`;
    return {
      POSTIL_DB: `${where} user=postil_web`,
      POSTIL_DB_OPS: `${where} user=postil_ops`,
      POSTIL_DB_OWNER: `${where} user=postil_owner`,
    };
  }

  /** The process numbers of the parts, of the program's workers and nginx's, and of those
   * of PostgreSQL that serve our workers; 0 or none: not there at the moment. */
  pids() {
    const all = processes();
    const parts = children(all, this.facts.up);
    const postgres = numberOf(parts, /postgres -D/);
    const postil = numberOf(parts, / serve$/);
    const nginx = numberOf(parts, /^nginx: master/);
    return {
      postgres,
      backends: children(all, postgres).filter(({ command }) => /postil_web/.test(command)).map(({ pid }) => pid),
      postil,
      workers: children(all, postil).map(({ pid }) => pid),
      nginx,
      nginxWorkers: children(all, nginx).filter(({ command }) => /worker process$/.test(command)).map(({ pid }) => pid),
    };
  }

  /** To one that is there: 0 would be ourselves, and all that began with us.
   * @param {Part} part @param {NodeJS.Signals} signal */
  async signal(part, signal) {
    await until(() => this.pids()[part], part);
    process.kill(this.pids()[part], signal);
  }

  /** Does something while a part is gone; then it is started again.
   * @template T @param {Part} part @param {() => Promise<T>} deed @param {NodeJS.Signals} [signal] that ends it */
  async without(part, deed, signal = "SIGKILL") {
    const { up } = this.facts;
    await until(() => this.pids()[part], part);
    const pid = this.pids()[part];
    process.kill(up, "SIGSTOP");
    try {
      process.kill(pid, signal);
      await until(() => !alive(pid), `the end of ${part}`);
      return await deed();
    } finally {
      process.kill(up, "SIGCONT");
      await this.ready();
    }
  }

  async ready() {
    const isReady = () => this.isUp() && fetch(`${this.origin}/readyz`).then(({ ok }) => ok, () => false);
    await until(isReady, "/readyz");
    await until(() => this.psql("SELECT 1").catch(() => ""), "PostgreSQL");
  }

  /** app/run/up gives up when a part ends again and again. */
  isUp() {
    if (this.child && this.child.exitCode !== null) throw new Error("the stack has ended");
    return true;
  }

  /** The end of a log: `postil`, `nginx`, `postgresql`, `setup`. @param {string} name */
  log(name) {
    return readFileSync(`${this.var}/log/${name}.log`, "utf8");
  }

  /** Ends all its processes.  A shared stack is not ours to end. */
  async end() {
    if (!this.child || this.child.exitCode !== null) return;
    const gone = once(this.child, "close");
    this.child.kill("SIGCONT");
    this.child.kill("SIGTERM");
    await gone;
  }

  /** Ends it and forgets its data. */
  async stop() {
    if (!this.child) return;
    await this.end();
    this.forget(() => true);
  }

  /** Ends it and leaves its cluster, which is as new, to others; where. */
  async leave() {
    await this.end();
    this.forget((name) => !AS_NEW.includes(name));
    return this.var;
  }

  /** @param {(name: string) => boolean} isGone */
  forget(isGone) {
    const log = this.log("postil");
    const names = readdirSync(this.var);
    for (const name of names.filter(isGone)) rmSync(`${this.var}/${name}`, { recursive: true, force: true });
    if (names.every(isGone)) rmSync(this.var, { recursive: true, force: true });
    if (COMPLAINT.test(log)) throw new Error(`a sanitizer complained:\n${log.slice(-8000)}`);
  }
}

/** Asks until the answer is yes. @param {() => unknown} question @param {string} what */
export async function until(question, what) {
  const end = Date.now() + WAIT;
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Zombies, which nobody has asked about yet, do not count. @param {number} pid */
export function alive(pid) {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

/** All that are there, each with its parent. */
function processes() {
  const found = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "latin1");
      found.push({ pid: Number(name), parent: Number(/\) . (\d+)/.exec(stat)?.[1]) });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

/** Of nobody, none: 0 would be the system's own.
 * @param {{pid: number, parent: number}[]} among @param {number} parent @returns {{pid: number, command: string}[]} */
function children(among, parent) {
  const found = [];
  for (const { pid } of parent ? among.filter((one) => one.parent === parent) : []) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "latin1");
      found.push({ pid, command: command.replaceAll("\0", " ").trim() });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

/** @param {{pid: number, command: string}[]} among @param {RegExp} command */
function numberOf(among, command) {
  return among.find((one) => command.test(one.command))?.pid ?? 0;
}
