// @ts-check
// Faults: whatever dies, what was acknowledged is there, nothing is acknowledged that is
// not, and all recovers by itself.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { Client, assertRefused } from "./client.mjs";

const stack = await startStack({ own: true });
after(() => stack.stop());
const admin = await new Client(stack.origin).signIn("admin", stack.password);

const path = "/api/projects/faults";
await admin.post("/api/projects", { slug: "faults", title: "Faults" });
await admin.post(`${path}/tags`, { key: "law", label: "Law" });
await admin.post(`${path}/statements`, { title: "T", text: "some text to mark" });
const body = (fields = {}) => ({
  statement: 1,
  start: 0,
  end: 4,
  taggings: [{ tag: "law", stance: "affirms" }],
  ...fields,
});
const at = (/** @type {string} */ id) => `${path}/highlights/${id}`;
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

const big = "/api/projects/big";

/** Fills a project with far more than any buffer on the way holds. */
async function fill() {
  await admin.post("/api/projects", { slug: "big", title: "Big" });
  await admin.post(`${big}/tags`, { key: "law", label: "Law" });
  await admin.post(`${big}/statements`, { title: "T", text: "y".repeat(500) });
  await stack.psql(`SET session_replication_role = replica;
    INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at, end_at, quote)
    SELECT p.id, md5(n::text)::uuid, 1, 1, 1, 0, 500, repeat('y', 500)
      FROM project p, generate_series(1, 60000) n WHERE p.slug = 'big';
    INSERT INTO tagging (project_id, highlight_id, tag_id, codebook_revision)
    SELECT h.project_id, h.id, t.id, 1 FROM highlight h JOIN project p ON p.id = h.project_id
      JOIN tag t ON t.project_id = p.id WHERE p.slug = 'big'`);
}
await fill();

/** Sends again until it is answered with success, as a browser may. @param {() => Promise<any>} send */
async function insist(send) {
  for (;;) {
    const reply = await send().catch(() => undefined);
    if (reply && reply.status < 300) return reply;
    if (reply) assert.ok([502, 503].includes(reply.status), `${reply.status} ${reply.text}`);
    await pause(50);
  }
}

test("while the database is gone every request gets 503 with Retry-After, and nothing is done", async () => {
  const id = randomUUID();
  const unavailable = { status: 503, error: "unavailable", detail: "database" };
  await stack.without("postgres", async () => {
    for (let i = 0; i < 12; i++) {
      // more than there are workers
      const replies = [
        await admin.get(path),
        await admin.get(`${path}/statements/1`),
        await admin.get(`${path}/export`),
        await admin.put(at(id), body()),
        await admin.get("/api/session"),
        await admin.get("/readyz"),
        await admin.post("/api/session", { login: "admin", password: stack.password }),
      ];
      for (const reply of replies) assertRefused(reply, unavailable);
    }
    assert.equal((await admin.get("/healthz")).status, 200, "the process is well");
    assertRefused(await admin.get(`${path}/nothing`), { status: 404, detail: "path" });
    const page = await admin.get("/p/faults", { unchecked: true });
    assert.equal(page.status, 503);
    assert.match(String(page.headers["content-type"]), /^text\/html/);
  });
  await insist(() => admin.get("/readyz"));
  assertRefused(await admin.get(at(id)), { status: 404, detail: "highlight" });
});

test("when the database is back all workers recover by themselves, and the session goes on", async () => {
  await stack.without("postgres", async () => assert.equal((await admin.get(path)).status, 503));
  await insist(() => admin.get("/readyz"));
  for (let i = 0; i < 24; i++) await insist(() => admin.get(path)); // each worker finds its old connection dead
  for (let i = 0; i < 24; i++) assert.equal((await admin.get(`${path}/statements/1`)).status, 200);
  assert.equal((await admin.put(at(randomUUID()), body())).status, 201);
});

test("workers are killed (-9) while highlights are saved: all that was acknowledged is there", async () => {
  /** @type {string[]} */
  const acknowledged = [];
  let killed = 0;
  const writers = Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; i < 50 || killed < 12; i++) {
        const id = randomUUID();
        const reply = await insist(() => admin.put(at(id), body({ note: `${writer}/${i}` })));
        assert.equal(reply.json.id, id);
        acknowledged.push(id);
      }
    }),
  );
  while (killed < 12) {
    await pause(120);
    const { workers } = stack.pids();
    if (workers.length === 0) continue; // the next ones are on their way
    process.kill(workers[Math.floor(Math.random() * workers.length)], "SIGKILL");
    killed++;
  }
  await writers;
  const { highlights } = (await insist(() => admin.get(`${path}/statements/1`))).json;
  const stored = new Set(highlights.map((/** @type {any} */ h) => h.id));
  assert.ok(acknowledged.length >= 200);
  assert.deepEqual(
    acknowledged.filter((id) => !stored.has(id)),
    [],
  );
  const numbers = (await admin.all(`${path}/events?limit=200`)).map((action) => action.number);
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => i + 1),
    "no gap in history",
  );
});

test("what fails at commit is answered as failed, never as done, and leaves nothing", async () => {
  const there = (await admin.put(at(randomUUID()), body())).json;
  const before = {
    export: (await admin.get(`${path}/export`)).text,
    events: await admin.all(`${path}/events?limit=200`),
  };
  await stack.psql(`CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'too late' USING ERRCODE = '23514', CONSTRAINT = 'quote_differs'; END $$;
    GRANT EXECUTE ON FUNCTION fail_late() TO PUBLIC;
    CREATE CONSTRAINT TRIGGER fail_late AFTER INSERT ON action DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION fail_late()`);
  const requests = [
    () => admin.put(at(randomUUID()), body(), { unchecked: true }),
    () => admin.put(at(there.id), body({ note: "x" }), { headers: { "If-Match": '"1"' }, unchecked: true }),
    () => admin.patch(at(there.id), { note: "x" }, { headers: { "If-Match": '"1"' }, unchecked: true }),
    () => admin.delete(at(there.id), { headers: { "If-Match": '"1"' }, unchecked: true }),
    () => admin.post(`${path}/tags`, { key: "late", label: "Late" }, { unchecked: true }),
    () => admin.post(`${path}/statements`, { title: "Late", text: "late" }, { unchecked: true }),
    () => admin.post("/api/projects", { slug: "late", title: "Late" }, { unchecked: true }),
  ];
  for (const request of requests) {
    const reply = await request();
    assert.equal(reply.status, 422, reply.text); // as the trigger words it
    assert.equal(reply.json.detail, "quote_differs");
    assert.equal(reply.etag, undefined);
  }
  await stack.psql("DROP TRIGGER fail_late ON action; DROP FUNCTION fail_late()");
  assert.equal((await admin.get(`${path}/export`)).text, before.export);
  assert.deepEqual(await admin.all(`${path}/events?limit=200`), before.events);
  for (let i = 0; i < 12; i++)
    assert.equal((await admin.put(at(randomUUID()), body())).status, 201, "connections are well");
});

test("a transaction that the database breaks off is answered 503, and the next one is done", async () => {
  await stack.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postil_web'`);
  let replies = await Promise.all(Array.from({ length: 16 }, () => admin.put(at(randomUUID()), body())));
  for (const reply of replies) assert.ok([201, 503].includes(reply.status), reply.text);
  await insist(() => admin.get(path));
  replies = await Promise.all(
    Array.from({ length: 16 }, () => insist(() => admin.put(at(randomUUID()), body()))),
  );
  assert.ok(replies.every((reply) => reply.status === 201));
});

test("while the program is gone the web server answers 502 in our JSON, and a page elsewhere", async () => {
  await stack.without("postil", async () => {
    const reply = await admin.get(path);
    assertRefused(reply, { status: 502, error: "unavailable" });
    const page = await admin.get("/p/faults", { unchecked: true });
    assert.equal(page.status, 502);
    assert.match(String(page.headers["content-type"]), /^text\/html/);
    assert.equal((await admin.get("/static/openapi.yaml", { unchecked: true })).status, 200);
  });
  await insist(() => admin.get(path));
});

// --- exports that fail on the way -------------------------------------------------------------

/** An export by curl, slowly; `during` is called once bytes have come.
 * @param {string} format @param {() => Promise<any>} during @param {string} [rate] bytes a second */
async function curl(format, during, rate = "2M") {
  const [cookie] = [...admin.cookies].map(([name, value]) => `${name}=${value}`);
  const child = spawn("curl", [
    "-sS",
    "--limit-rate",
    rate,
    "-b",
    cookie,
    `${stack.origin}${big}/export?format=${format}`,
  ]);
  let text = "",
    meanwhile = /** @type {Promise<any> | undefined} */ (undefined);
  child.stdout.on("data", (part) => {
    text += part;
    if (text.length > 100_000) meanwhile ??= during();
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  await meanwhile;
  return { code, text };
}

test("an export that nothing disturbs is whole", async () => {
  const { code, text } = await curl("json", async () => {}, "1G");
  assert.equal(code, 0);
  assert.equal(JSON.parse(text).highlights.length, 60_000);
});

for (const format of ["json", "csv"])
  test(`PostgreSQL is killed in mid-export (${format}): the client is cut off, curl exits 18`, async () => {
    const { code, text } = await curl(format, () => stack.without("postgres", async () => {}));
    assert.equal(code, 18);
    assert.ok(text.length > 100_000 && !text.includes('"complete"'));
    await insist(() => admin.get("/readyz"));
  });

test("the worker is killed in mid-export: what has come does not look whole", async () => {
  const { text } = await curl("json", async () => {
    for (const pid of stack.pids().workers) process.kill(pid, "SIGKILL");
  });
  assert.ok(text.length > 100_000 && !text.includes('"complete"'));
  assert.throws(() => JSON.parse(text));
  await insist(() => admin.get(path));
});

test("clients that leave in mid-export keep no worker: the next export is whole", async () => {
  for (let i = 0; i < 6; i++) {
    const leaving = new AbortController();
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join();
    const answer = await fetch(`${stack.origin}${big}/export`, {
      headers: { cookie },
      signal: leaving.signal,
    });
    await answer.body?.getReader().read();
    leaving.abort();
  }
  const whole = await insist(() => admin.get(`${big}/export`));
  assert.equal(whole.json.complete, true);
});

test("a refusal of an export is an answer as any other, before the first byte", async () => {
  assertRefused(await new Client(stack.origin).get(`${big}/export`), { status: 401, detail: "sign_in" });
});
