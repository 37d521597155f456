// @ts-check
// stage.mjs: where the faults happen: a stack of one's own whose program can be replaced,
// whose workers reach PostgreSQL through a proxy, and whose cluster lies on a small disk.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startStack, until } from "../support/stack.mjs";
import { SmallDisk } from "./disk.mjs";
import { Proxy } from "./proxy.mjs";
import { setScene } from "./scene.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
/** Programs that can be deployed: as it is, and with one migration more. */
const PROGRAMS = { now: "build/asan/postil", next: "build/asan/next/postil" };
/** @typedef {keyof typeof PROGRAMS} Version */

export class Stage {
  /** @param {string} home @param {Awaited<ReturnType<typeof startStack>>} stack */
  constructor(home, stack) {
    this.home = home;
    this.stack = stack;
    this.proxy = new Proxy(`${stack.sockets}/.s.PGSQL.5432`);
    this.disk = new SmallDisk(`${stack.var}/cluster`);
    /** Why no disk can be filled here. */
    this.diskless = "none was asked for";
    /** @type {import("./scene.mjs").Scene} */ this.scene = /** @type {any} */ (null);
  }

  /** Replaces the program as an installation does: those that run it go on as they are.
   * @param {Version} version */
  install(version) {
    put(this.home, "program", (path) => copyFileSync(`${this.home}/${version}`, path));
  }

  /** Runs a command of a version's, as an admin would. @param {Version} version @param {string[]} args */
  async command(version, args) {
    const { stdout } = await run(`${this.home}/${version}`, args, { env: { ...process.env, ...this.stack.settings() } });
    return stdout;
  }

  /** Until a worker answers that it has a database. */
  async serving() {
    const isReady = () => this.stack.isUp() &&
      fetch(`${this.stack.origin}/readyz`).then(({ ok }) => ok, () => false);
    await until(isReady, "/readyz");
  }

  /** Does the master run what is installed? */
  isCurrent() {
    const { postil } = this.stack.pids();
    return postil > 0 && inodeOf(`/proc/${postil}/exe`) === inodeOf(`${this.home}/program`);
  }

  async stop() {
    await this.stack.end();
    this.proxy.close();
    if (!this.diskless) await this.disk.unmount();
    await this.stack.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** @param {string} path */
const inodeOf = (path) => statSync(path, { throwIfNoEntry: false })?.ino;

/** A file for all to read and run, whole at any moment. @param {string} home @param {string} name
 * @param {(path: string) => void} make */
function put(home, name, make) {
  const path = `${home}/${name}`;
  make(`${path}.new`);
  chmodSync(`${path}.new`, 0o755);
  renameSync(`${path}.new`, path);
}

/** What up starts: the program that is installed, with settings of ours.
 * @param {string} home @param {string} [settings] of the shell */
const putStarter = (home, settings = "") =>
  put(home, "postil", (path) => writeFileSync(path, `#!/bin/sh\n${settings} exec ${home}/program "$@"\n`));

/** @param {{disk?: boolean}} [options] @returns {Promise<Stage>} */
export async function setStage({ disk = false } = {}) {
  await run("make", ["-s", ...Object.values(PROGRAMS)], { cwd: root });
  const home = mkdtempSync("/tmp/postil-");
  chmodSync(home, 0o755);
  for (const [version, program] of Object.entries(PROGRAMS))
    put(home, version, (path) => copyFileSync(root + program, path));
  put(home, "program", (path) => copyFileSync(`${home}/now`, path));
  putStarter(home);
  const stack = await startStack({ own: true, program: `${home}/postil`, env: { POSTIL_LOG: "warn" } });
  const stage = new Stage(home, stack);
  await standBetween(stage);
  if (disk) await moveCluster(stage);
  stage.scene = await setScene(stack, "faults");
  return stage;
}

/** From now on the workers come to PostgreSQL through the proxy, where everybody could come
 * in: so they have to know a password. @param {Stage} stage */
async function standBetween({ home, stack, proxy }) {
  const password = randomBytes(24).toString("hex");
  const hba = `${stack.var}/cluster/pg_hba.conf`;
  await stack.psql(`ALTER ROLE postil_web PASSWORD '${password}'`);
  writeFileSync(hba, `local all postil_web scram-sha-256\n${readFileSync(hba, "utf8")}`);
  await stack.psql("SELECT pg_reload_conf()");
  await proxy.open();
  putStarter(home, `POSTIL_DB="host=127.0.0.1 port=${proxy.port} dbname=postil user=postil_web ` +
    `password=${password} sslmode=disable gssencmode=disable"`);
  await stack.without("postil", async () => {});
  await until(() => proxy.pairs.size > 0, "workers at the proxy");
}

/** @param {Stage} stage */
async function moveCluster(stage) {
  const { stack, disk } = stage;
  await stack.psql("ALTER SYSTEM SET max_wal_size = '96MB'");
  await stack.without("postgres", async () => (stage.diskless = await disk.mount()), "SIGINT");
}
