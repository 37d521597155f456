// @ts-check
// database.mjs: further databases beside that of a stack, to restore into and to damage.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sanitized, startStack } from "./stack.mjs";

/** @typedef {Awaited<ReturnType<typeof startStack>>} Stack */

const program = fileURLToPath(new URL(`../../${sanitized()}`, import.meta.url));

export class Database {
  /** @param {Stack} stack @param {string} name */
  constructor(stack, name) {
    this.stack = stack;
    this.name = name;
  }

  /** A new one, empty or like another, to which nobody is connected.
   * @param {Stack} stack @param {string} name @param {string} [template] */
  static async make(stack, name, template = "template0") {
    const database = new Database(stack, name);
    await database.drop();
    await stack.psql(`CREATE DATABASE ${name} OWNER postil_owner TEMPLATE ${template} ENCODING 'UTF8'
      LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`);
    return database;
  }

  drop() {
    return this.stack.psql(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }

  /** Runs SQL as the superuser; the rows, one a line, `|` between columns. @param {string} sql */
  async sql(sql) {
    const done = promisify(execFile)("psql", [
      "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
      "-h", this.stack.sockets, "-U", "postgres", "-d", this.name, "-c", sql,
    ], { maxBuffer: 1 << 28 });
    return (await done).stdout.trimEnd();
  }

  /** The settings with which the program reaches it. */
  settings() {
    return Object.fromEntries(Object.entries(this.stack.settings()).map(
      ([name, value]) => [name, value.replace("dbname=postil", `dbname=${this.name}`)]));
  }

  /** Asks until that is the answer. @param {string} sql @param {string} answer */
  async until(sql, answer) {
    while ((await this.sql(sql)) !== answer) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Starts a command of the program on it; what it said, when it has ended.
   * @param {string[]} args @param {{env?: Record<string, string>, stdout?: number}} [options] */
  start(args, options = {}) {
    const child = spawn(program, args, {
      env: { ...process.env, ...this.settings(), ...options.env },
      stdio: ["ignore", options.stdout ?? "pipe", "pipe"],
    });
    /** @type {Buffer[]} */
    const out = [];
    let stderr = "";
    child.stdout?.on("data", (part) => out.push(part));
    child.stderr?.on("data", (part) => (stderr += part));
    const ended = once(child, "close").then(([code]) => {
      const bytes = Buffer.concat(out);
      return { code, bytes, stdout: bytes.toString("utf8"), stderr };
    });
    return { pid: child.pid ?? 0, ended };
  }

  /** The same, awaited. @param {string[]} args @param {{env?: Record<string, string>, stdout?: number}} [options] */
  postil(args, options) {
    return this.start(args, options).ended;
  }
}
