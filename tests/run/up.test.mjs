// @ts-check
// up.test.mjs: `make run` as a person meets it: what it prints, keeps, refuses and leaves.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { freePort, startStack, until } from "../support/stack.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const asRoot = process.getuid?.() === 0;
const place = mkdtempSync("/tmp/postil-");
const home = `${place}/var`;
execFileSync("chmod", ["755", place]);
after(() => rmSync(place, { recursive: true, force: true }));

/** The environment for `make run`. @param {Record<string, string>} more */
function settings(more) {
  const { POSTIL_ADMIN_PASSWORD: _, MAKEFLAGS: __, MAKELEVEL: ___, ...rest } = process.env;
  return { ...rest, POSTIL_VAR: home, ...more };
}

/** `make run` until it says that it runs.
 * @param {Record<string, string>} [more] @param {string[]} [command] */
async function run(more = {}, command = ["make", "-s", "run"]) {
  const port = String(await freePort());
  const child = spawn("setpriv", ["--pdeathsig", "TERM", ...command], {
    cwd: root, env: settings({ POSTIL_PORT: port, ...more }),
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const ended = once(child, "close");
  const running = new Promise((resolve) =>
    child.stdout.on("data", () => said.includes("Ctrl-C") && resolve(undefined)));
  await Promise.race([running, ended]);
  assert.match(said, /running at/, said);
  return {
    port, said, ended,
    child,
    password: /the password (\S+) \(kept/.exec(said)?.[1] ?? "",
    stop: async (/** @type {NodeJS.Signals} */ signal = "SIGTERM") => {
      child.kill(signal);
      await ended;
    },
  };
}

/** A start that must fail at once. @param {Record<string, string>} more */
function refused(more) {
  const ran = spawnSync("app/run/up", {
    cwd: root, env: settings(more), encoding: "utf8", timeout: 60_000,
  });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

/** @param {string} port @param {string} password */
async function signIn(port, password) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login: "admin", password }),
  });
  return answer.status;
}

/** Processes that have something to do with a folder. @param {string} folder */
function processes(folder) {
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return false;
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, "latin1");
      return words.includes(folder) || readlinkSync(`/proc/${name}/cwd`).startsWith(folder) ||
        readFileSync(`/proc/${name}/environ`, "latin1").includes(`POSTIL_DB=host=${folder}`);
    } catch {
      return false;
    }
  });
}

test("the first start invents a password, prints it and keeps it for us alone", async () => {
  const stack = await run();
  try {
    assert.match(stack.said, new RegExp(`http://127\\.0\\.0\\.1:${stack.port}/`));
    assert.equal(readFileSync(`${home}/admin-password`, "utf8").trim(), stack.password);
    assert.equal(statSync(`${home}/admin-password`).mode & 0o777, 0o600);
    assert.equal(await signIn(stack.port, stack.password), 200);
  } finally {
    await stack.stop();
  }
});

test("commands find its database by the file that it writes", async () => {
  const stack = await run();
  try {
    const env = { ...process.env, POSTIL_CONFIG: `${home}/postil.conf` };
    for (const name of ["POSTIL_DB", "POSTIL_DB_OPS", "POSTIL_DB_OWNER"]) delete env[name];
    const listed = execFileSync("build/postil", ["user", "list"], { cwd: root, env, encoding: "utf8" });
    assert.match(listed, /^admin\t/m);
  } finally {
    await stack.stop();
  }
});

test("SIGTERM to make leaves no process and no pid file", async () => {
  const stack = await run();
  await stack.stop("SIGTERM");
  assert.deepEqual(processes(home), []);
  assert.ok(!existsSync(`${home}/cluster/postmaster.pid`));
});

test("when up itself is killed, all that it started ends too", async () => {
  const stack = await run({}, ["app/run/up"]);
  await stack.stop("SIGKILL");
  for (let tries = 0; tries < 100 && processes(home).length > 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(processes(home), []);
});

test("a part that is killed while another one is being started again comes back too", async () => {
  const stack = await startStack({ own: true });
  try {
    let said = "", complained = "";
    stack.child?.stdout?.on("data", (part) => (said += part));
    stack.child?.stderr?.on("data", (part) => (complained += part));
    const { postil } = stack.pids();
    await stack.signal("nginx", "SIGKILL");
    await until(() => said.includes("nginx ended"), "the notice of nginx's end");
    process.kill(postil, "SIGKILL"); // up now pauses before it starts nginx
    await until(() => ![0, postil].includes(stack.pids().postil), "another master");
    await stack.ready();
    assert.equal(complained, "");
  } finally {
    await stack.stop();
  }
});

test("a given password is set, also over an older one, and is forgotten on disk", async () => {
  const stack = await run({ POSTIL_ADMIN_PASSWORD: "given on the command line" });
  try {
    assert.equal(await signIn(stack.port, "given on the command line"), 200);
    assert.ok(!stack.said.includes("given on the command line"));
    assert.ok(!existsSync(`${home}/admin-password`));
    assert.deepEqual(filesWith("given on the command line"), []);
  } finally {
    await stack.stop();
  }
  const again = await run();
  try {
    assert.equal(await signIn(again.port, "given on the command line"), 200);
  } finally {
    await again.stop();
  }
});

/** Files below home that hold some text. @param {string} text */
function filesWith(text) {
  const found = spawnSync("grep", ["-rlF", text, home], { encoding: "utf8" });
  return found.stdout.split("\n").filter(Boolean);
}

test("while it runs, a second start in the same folder is refused", async () => {
  const stack = await run();
  try {
    const { status, said } = refused({ POSTIL_PORT: String(await freePort()) });
    assert.equal(status, 1);
    assert.match(said, /another `make run` works in/);
    assert.equal((await fetch(`http://127.0.0.1:${stack.port}/readyz`)).status, 200);
  } finally {
    await stack.stop();
  }
});

test("a taken port is named, and another one proposed", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const { status, said } = refused({ POSTIL_PORT: String(port) });
  server.close();
  assert.equal(status, 1);
  assert.match(said, new RegExp(`port ${port} is taken.*POSTIL_PORT=`));
});

for (const port of ["0", "65536", "http", "-1", "080", "99999999999999999999"])
  test(`POSTIL_PORT=${port} is refused`, () => {
    const { status, said } = refused({ POSTIL_PORT: port });
    assert.equal(status, 1);
    assert.match(said, /POSTIL_PORT must be a number/);
  });

test("the password must be long enough", async () => {
  const { status, said } = refused({ POSTIL_PORT: String(await freePort()), POSTIL_ADMIN_PASSWORD: "short" });
  assert.equal(status, 1);
  assert.match(said, /10 characters/);
  assert.deepEqual(processes(home), []);
});

test("a cluster of another major version is left alone", async () => {
  const old = `${place}/old`;
  mkdirSync(`${old}/cluster`, { recursive: true });
  writeFileSync(`${old}/cluster/PG_VERSION`, "9\n");
  const { status, said } = refused({ POSTIL_VAR: old, POSTIL_PORT: String(await freePort()) });
  assert.equal(status, 1);
  assert.match(said, /made by PostgreSQL 9/);
  assert.deepEqual(readdirSync(`${old}/cluster`), ["PG_VERSION"]);
});

test("a pid file whose number belongs to a stranger by now is stale", async () => {
  const file = `${home}/cluster/postmaster.pid`;
  // A process of the database's user, which PostgreSQL itself would take for its own.
  const stranger = asRoot
    ? spawn("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "sleep", "60"])
    : spawn("sleep", ["60"]);
  try {
    writeFileSync(file, `${stranger.pid}\n${home}/cluster\n1\n5432\n${home}/run\n\n`);
    if (asRoot) execFileSync("chown", ["postgres:", file]);
    const stack = await run();
    await stack.stop();
  } finally {
    stranger.kill();
  }
});

test("a folder with a long name has its sockets elsewhere", async () => {
  const long = `${place}/${"long".repeat(25)}`;
  const stack = await run({ POSTIL_VAR: long });
  try {
    assert.equal(await signIn(stack.port, stack.password), 200);
  } finally {
    await stack.stop();
  }
  assert.deepEqual(processes(long), []);
});

test("a folder with blanks in its name will do", async () => {
  const stack = await run({ POSTIL_VAR: `${place}/two words, é` });
  try {
    assert.equal(await signIn(stack.port, stack.password), 200);
  } finally {
    await stack.stop();
  }
});

test("a folder that the database's user cannot reach is named", { skip: !asRoot }, async () => {
  const shut = `${place}/shut`;
  mkdirSync(shut, { mode: 0o700 });
  const { status, said } = refused({ POSTIL_VAR: `${shut}/var`, POSTIL_PORT: String(await freePort()) });
  assert.equal(status, 1);
  assert.match(said, /postgres cannot reach .*set POSTIL_VAR/);
  assert.deepEqual(readdirSync(shut), []);
});

test("a missing tool is named, and what installs it", async () => {
  const bin = `${place}/bin`;
  mkdirSync(bin);
  for (const tool of ["bash", "dirname", "id", "awk", "realpath", "setpriv", "setsid"])
    execFileSync("ln", ["-s", `/usr/bin/${tool}`, `${bin}/${tool}`]);
  const ran = spawnSync("/usr/bin/env", ["-i", `PATH=${bin}`, `POSTIL_VAR=${home}`, "bash", "-c",
    // The folders that are always added hold more than this machine is meant to have.
    `PATH=${bin}; . ${root}app/run/common; PATH=${bin}; settle`], { encoding: "utf8" });
  assert.equal(ran.status, 1);
  assert.match(ran.stderr, /flock is missing: `make deps`/);
});
