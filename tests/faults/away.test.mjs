// @ts-check
// The database goes away and comes back, answers are lost on the way: what a caller is told
// then, and that the workers stay.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { after, test } from "node:test";
import { assertRefused } from "../api/client.mjs";
import { until } from "../support/stack.mjs";
import { loseAnswer } from "./proxy.mjs";
import { setStage } from "./stage.mjs";

const stage = await setStage();
after(() => stage.stop());
const { stack, proxy, scene } = stage;
const { admin, path, statement } = scene;
const at = (/** @type {string} */ id) => `${path}/highlights/${id}`;
const mark = (fields = {}) => ({ statement: statement.id, start: 0, end: 6, taggings: [{ tag: "law" }], ...fields });
const AWAY = { status: 503, error: "unavailable", detail: "database" };

/** @param {() => Promise<any>} send */
const insist = (send) => until(async () => (await send()).status < 300, "an answer");
const elapsed = async (/** @type {() => Promise<any>} */ deed, began = performance.now()) => {
  await deed();
  return performance.now() - began;
};

/** Does PostgreSQL let somebody in?  Asked by hand, for nothing is quicker. */
async function isOpen() {
  const names = Buffer.from("user\0postgres\0database\0postil\0\0");
  const socket = connect(`${stack.sockets}/.s.PGSQL.5432`);
  socket.on("error", () => {});
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + names.length, 0);
  head.writeInt32BE(3 << 16, 4);
  socket.write(Buffer.concat([head, names]));
  const [bytes] = await Promise.race([once(socket, "data"), once(socket, "close").then(() => [""])]).catch(() => [""]);
  socket.destroy();
  return bytes[0] === "R".charCodeAt(0);
}

/** @param {number} ms */
const seconds = (ms) => (ms / 1000).toFixed(3);

test("while the database is away each is told so at once; the workers stay, and go on when it is back", async (t) => {
  const { workers } = stack.pids();
  /** @type {number[]} */ const waits = [];
  /** @type {Promise<number[]>} */ let back = Promise.resolve([]);
  await stack.without("postgres", async () => {
    for (let i = 0; i < 24; i++) {
      waits.push(await elapsed(async () => {
        const reply = await admin.put(at(randomUUID()), mark());
        assertRefused(reply, AWAY);
        assert.equal(reply.headers["retry-after"], "1");
      }));
    }
    const began = performance.now();
    back = Promise.all([
      elapsed(() => until(isOpen, "PostgreSQL"), began),
      elapsed(() => insist(() => admin.get(path)), began),
    ]);
  });
  const [open, served] = await back;
  assert.deepEqual(stack.pids().workers, workers);
  t.diagnostic(`answers took ${seconds(Math.max(...waits))} s at most; ` +
    `the first good one came ${seconds(served - open)} s after PostgreSQL was open`);
});

test("a database that lets everybody wait is not asked by everybody", async (t) => {
  const { workers } = stack.pids();
  proxy.mute = true;
  proxy.cutAll();
  const before = proxy.accepted;
  const asked = Array.from({ length: 40 }, async () => assertRefused(await admin.get(path), AWAY));
  const took = await elapsed(() => Promise.all(asked));
  const tries = proxy.accepted - before;
  proxy.speak();
  assert.ok(tries < asked.length, `${tries} connections for ${asked.length} requests`);
  await insist(() => admin.get(path));
  assert.deepEqual(stack.pids().workers, workers);
  t.diagnostic(`${asked.length} requests, ${tries} tries, ${seconds(took)} s`);
});

test("a database host that vanishes without a word is noticed", async () => {
  const HERE = `:${proxy.port.toString(16).toUpperCase().padStart(4, "0")} 01 `;
  // In 1/100 s: when the kernel looks next whether the other end is there (timer 02).
  const looks = () => readFileSync("/proc/net/tcp", "latin1").split("\n")
    .filter((line) => line.includes(HERE))
    .map((line) => /[0-9A-F]{8}:[0-9A-F]{8} 02:([0-9A-F]{8})/.exec(line)?.[1] ?? "ffffffff")
    .map((hex) => parseInt(hex, 16));
  await insist(() => admin.get(path));
  await until(() => looks().length && looks().every((when) => when <= 1000), "keep-alive on each connection");
});

/** @param {string} id @returns {Promise<number>} actions that changed the highlight */
const actions = async (id) => Number(await stack.psql(
  `SELECT count(DISTINCT action) FROM event WHERE table_name = 'highlight' AND key ->> 'id' = '${id}'`));

/** A request whose answer is lost after the commit. @param {string} about @param {() => Promise<any>} send */
async function unheard(about, send) {
  proxy.rule(() => loseAnswer(about));
  const reply = await send();
  proxy.pass();
  assertRefused(reply, AWAY);
}

test("an answer is lost after the commit: sent again it is recognised, and was done once", async () => {
  const id = randomUUID();
  await insist(() => admin.get(path));
  await unheard(id, () => admin.put(at(id), mark({ note: "made" })));
  const made = await admin.put(at(id), mark({ note: "made" }));
  assert.deepEqual([made.status, made.revision], [200, 1]);

  const wishes = [
    { send: () => admin.put(at(id), mark({ note: "put" }), 1), status: 412, note: "put" },
    { send: () => admin.patch(at(id), { note: "patched" }, 2), status: 412, note: "patched" },
    { send: () => admin.delete(at(id), 3), status: 409, note: null },
    { send: () => admin.put(at(id), mark({ note: "back" }), 4), status: 412, note: "back" },
  ];
  for (const [i, { send, status, note }] of wishes.entries()) {
    await unheard(id, send);
    const { json: { current }, ...reply } = await send();
    assert.equal(reply.status, status);
    assert.deepEqual([current.revision, current.deleted_at ? null : current.note], [i + 2, note]);
    assert.equal(await actions(id), i + 2, "each done once");
  }
});

/** Two servers in the pool, as with two hosts; both are ours. */
async function addServer() {
  const site = `${stack.var}/nginx/site.conf`;
  const one = `server unix:${stack.sockets}/quick.sock;`;
  symlinkSync(`${stack.sockets}/quick.sock`, `${stack.sockets}/other.sock`);
  writeFileSync(site, readFileSync(site, "utf8").replace(one, `${one} ${one.replace("quick", "other")}`));
  const { nginxWorkers } = stack.pids();
  await stack.signal("nginx", "SIGHUP");
  await until(() => {
    const now = stack.pids().nginxWorkers;
    return now.length && !now.some((pid) => nginxWorkers.includes(pid));
  }, "nginx with two servers");
}

/** The worker that a request is with is killed, while the request waits for its turn in the
 * project; then it gets it. @param {() => Promise<any>} send */
async function orphan(send) {
  const HOLD = "pg_sleep(600)";
  const held = stack.psql(`BEGIN; SELECT FROM project WHERE slug = '${scene.slug}' FOR UPDATE; SELECT ${HOLD}`);
  const asking = (/** @type {string} */ what) => async () =>
    Number(await stack.psql(`SELECT count(*) FROM pg_stat_activity WHERE ${what}`)) > 0;
  const waits = asking("usename = 'postil_web' AND wait_event_type = 'Lock'");
  await until(asking(`query LIKE '%SELECT ${HOLD}' AND wait_event = 'PgSleep'`), "the project's lock");
  const reply = send();
  await until(waits, "a request that waits");
  for (const pid of stack.pids().workers) process.kill(pid, "SIGKILL");
  await stack.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'`);
  await held.catch(() => {});
  const answer = await reply;
  await until(async () => !(await waits()), "the request's turn");
  return answer;
}

test("a worker is killed in mid-request: the web server repeats nothing that would be done twice", async () => {
  await addServer();
  await insist(() => admin.get(path));
  const title = `orphan ${randomUUID()}`;
  const posted = await orphan(() => admin.post(`${path}/statements`, { title, text: title }));
  assert.equal(posted.status, 502, posted.text);
  const titles = async () => Number(await stack.psql(`SELECT count(*) FROM statement WHERE title = '${title}'`));
  await until(titles, "the statement that nobody was told of");
  await insist(() => admin.get(path));
  assert.equal(await titles(), 1);

  const id = randomUUID();
  const put = await orphan(() => admin.put(at(id), mark()));
  assert.ok([200, 201, 502, 503].includes(put.status), put.text);
  await insist(() => admin.put(at(id), mark()));
  assert.equal(await actions(id), 1);
});
