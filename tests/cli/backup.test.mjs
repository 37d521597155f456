// @ts-check
// `postil backup` and `postil restore`: what comes back is what was there; what is not a
// whole backup is not touched; what fails leaves nothing behind.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { Database } from "../support/database.mjs";
import { startStack } from "../support/stack.mjs";
import { makeBusy } from "./busy.mjs";

const stack = await startStack({ own: true });
const dir = mkdtempSync("/tmp/postil-backup-");
const small = mkdtempSync("/tmp/postil-small-");
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=100k", "tmpfs", small]).status === 0;
after(() => stack.stop());
after(() => {
  if (mounted) spawnSync("umount", [small]);
  rmSync(small, { recursive: true });
  rmSync(dir, { recursive: true });
});
const admin = await makeBusy(stack);
await admin.post("/api/session", { login: "admin", password: "a wrong one, for sign_in_failure" });
assert.equal((await admin.post("/api/accounts/ann/reset", {})).status, 200);
const from = new Database(stack, "postil");

/** The last line has as many bytes, and an end of line before it. */
const END = 105;

const file = `${dir}/whole.backup`;
const made = await from.postil(["backup", file]);
const bytes = made.code === 0 ? readFileSync(file) : Buffer.alloc(0);
const manifest = JSON.parse(bytes.toString("latin1").split("\n")[1] ?? "{}");

const target = await Database.make(stack, "target");

/** A file like the backup, but for its bytes; its path. @param {string} name @param {Buffer} content */
function variant(name, content) {
  writeFileSync(`${dir}/${name}`, content);
  return `${dir}/${name}`;
}

/** Nothing is in the database. @param {Database} database */
async function assertEmpty(database) {
  assert.equal(await database.sql(`SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace`), "0");
}

/** A restore that must not touch anything. @param {string} path @param {RegExp} why */
async function refused(path, why) {
  const { code, stdout, stderr } = await target.postil(["restore", path]);
  assert.match(stderr, why);
  assert.deepEqual([code, stdout], [1, ""]);
  await assertEmpty(target);
}

test("a backup is one file for its owner alone, and says what is in it", async () => {
  assert.deepEqual([made.code, made.stdout, made.stderr], [0, "", ""]);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dir), ["whole.backup"]);
  const [schema, server, highlights, accounts] = (await from.sql(`
    SELECT (SELECT max(version) FROM schema_migration), current_setting('server_version'),
           (SELECT count(*) FROM highlight), (SELECT count(*) FROM account)`)).split("|");
  assert.equal(String(manifest.schema), schema);
  assert.equal(manifest.server, server);
  assert.equal(String(manifest.tables.highlight), highlights);
  assert.equal(String(manifest.tables.account), accounts);
  assert.deepEqual(manifest.left_out.map((/** @type {string} */ name) => manifest.tables[name]), [undefined, undefined, undefined]);
  assert.ok(Math.abs(Date.parse(manifest.made) - Date.now()) < 600_000);
  assert.equal(bytes.includes(Buffer.from(admin.csrf)), false);
});

test("PostgreSQL's own tools can read it", () => {
  const list = spawnSync("sh", ["-c", `tail -n +3 "$1" | pg_restore -l`, "sh", file], { encoding: "utf8" });
  assert.match(list.stdout, /TABLE DATA public highlight postil_owner/);
});

test("- goes to standard output, and says nothing else there", async () => {
  const piped = await from.postil(["backup", "-"]);
  assert.deepEqual([piped.code, piped.stderr], [0, ""]);
  const database = await Database.make(stack, "piped");
  const back = await database.postil(["restore", variant("piped", piped.bytes)]);
  assert.equal(back.code, 0, back.stderr);
  await database.drop();
});

/** What the file may be cut to. */
const CUTS = [0, 1, 15, 16, 200, bytes.indexOf("\n", 16) + 1, bytes.length >> 1, bytes.length - END - 1, bytes.length - END,
  bytes.length - 40, bytes.length - 1];

for (const cut of CUTS)
  test(`half a file is refused: ${cut} of ${bytes.length} bytes`, () =>
    refused(variant("cut", bytes.subarray(0, cut)), /^postil restore: \S+ (is not whole|is no backup)/));

/** Where a byte may be another. */
const FLIPS = [[0, /is no backup/], [15, /is no backup/], [16, /is damaged/], [100, /is damaged/], [bytes.length >> 1, /is damaged/],
  [bytes.length - END - 1, /is damaged/], [bytes.length - END, /is not whole/], [bytes.length - 70, /is damaged/], [bytes.length - 2, /is damaged/],
  [bytes.length - 1, /is damaged/]];

for (const [at, why] of /** @type {[number, RegExp][]} */ (FLIPS))
  test(`a byte that is another is found: the one at ${at}`, () => {
    const flipped = Buffer.from(bytes);
    flipped[at] ^= 1;
    return refused(variant("flipped", flipped), why);
  });

const OTHERS = /** @type {[string, Buffer | string, RegExp][]} */ ([
  ["something behind it", Buffer.concat([bytes, Buffer.from("\n")]), /is not whole/],
  ["something else", "-- PostgreSQL database dump\n", /is no backup/],
  ["two of them", Buffer.concat([bytes, bytes]), /is damaged/],
]);

for (const [name, content, why] of OTHERS)
  test(`${name} is no backup`, () => refused(variant("other", Buffer.from(content)), why));

test("what cannot be read is told", async () => {
  await refused(`${dir}/none`, /none: No such file or directory/);
  await refused(dir, /is no file/);
  await refused("/dev/null", /is no file/);
});

/** A backup with this manifest, as a program would have written it.
 * @param {object} changes @param {Buffer} dump */
function archive(changes, dump) {
  const head = Buffer.from(`postil backup 1\n${JSON.stringify({ ...manifest, ...changes })}\n`);
  const body = Buffer.concat([head, dump]);
  const hash = spawnSync("sha256sum", { input: body, encoding: "utf8" }).stdout.slice(0, 64);
  return Buffer.concat([body, Buffer.from(`\npostil backup end ${String(body.length).padStart(20, "0")} ${hash}\n`)]);
}

/** The same backup with another manifest. @param {object} changes */
const withManifest = (changes) =>
  archive(changes, bytes.subarray(bytes.indexOf("\n", 16) + 1, bytes.length - END));

test("a newer schema than the program's is refused", () =>
  refused(variant("newer", withManifest({ schema: manifest.schema + 1 })), /install a newer one/));

test("a manifest without what is needed is refused", () =>
  refused(variant("poor", withManifest({ tables: [] })), /manifest that says too little/));

test("rows that the manifest does not know are told", async () => {
  const database = await Database.make(stack, "counted");
  const tables = { ...manifest.tables, highlight: manifest.tables.highlight + 1 };
  const { code, stderr } = await database.postil(["restore", variant("counted", withManifest({ tables }))]);
  assert.match(stderr, /restored, but table highlight has not the \d+ rows of the manifest/);
  assert.equal(code, 1);
  await database.drop();
});

/** A database of the schema before the newest one, with a project in it. */
async function makeOlder() {
  const older = await Database.make(stack, "older");
  const files = readdirSync("sql/migrations").sort();
  for (const name of files.slice(0, -1))
    await older.sql(`BEGIN; SET ROLE postil_owner; ${readFileSync(`sql/migrations/${name}`, "utf8")}
      INSERT INTO schema_migration (version, name, oldest_binary) VALUES (${Number(name.slice(0, 4))}, 'older', 1); COMMIT;`);
  await older.sql(`BEGIN; SET ROLE postil_owner;
    INSERT INTO account (login, name, password_hash) VALUES ('old', 'Old', 'x');
    SELECT enter_as('old', NULL, NULL); SELECT project_create('old', 'Old', NULL, NULL, NULL); COMMIT;`);
  return { older, newest: files[files.length - 1].replace(/_(.*)\.sql$/, " $1") };
}

test("a backup of an older schema is brought up to date", async () => {
  const { older, newest } = await makeOlder();
  const tables = JSON.parse(await older.sql("SELECT json_object_agg(name, rows) FROM table_counts()"));
  const dump = spawnSync("pg_dump", ["-h", stack.sockets, "-U", "postgres", "-Fc", "older"], { maxBuffer: 1 << 28 }).stdout;
  const path = variant("old", archive({ schema: manifest.schema - 1, tables }, dump));
  const renewed = await Database.make(stack, "renewed");
  const { code, stdout, stderr } = await renewed.postil(["restore", path]);
  assert.deepEqual([code, stderr], [0, ""], stdout);
  assert.match(stdout, new RegExp(`^${newest}\nRestored \\d+ rows, .*\nLooked at 1 projects, .* nothing is wrong\\.\n$`));
  assert.equal(await renewed.sql("SELECT max(version) FROM schema_migration"), String(manifest.schema));
});

test("roles that are missing are told, with what makes them", async () => {
  await stack.psql("ALTER ROLE postil_ops RENAME TO postil_gone");
  try {
    await refused(file, /the role postil_ops is missing: .* psql -f sql\/roles\.sql postgres/);
  } finally {
    await stack.psql("ALTER ROLE postil_gone RENAME TO postil_ops");
  }
});

for (const [what, sql] of [["a table", "CREATE TABLE x ()"], ["a function", "CREATE FUNCTION x() RETURNS int LANGUAGE sql RETURN 1"],
  ["a table elsewhere", "CREATE SCHEMA s CREATE TABLE x ()"]])
  test(`a database with ${what} is not empty`, async () => {
    const full = await Database.make(stack, "crowded");
    await full.sql(sql);
    const { code, stderr } = await full.postil(["restore", file]);
    assert.match(stderr, /the database is not empty \(it has \w+\.x\): restore into a new one/);
    assert.equal(code, 1);
    assert.equal(await full.sql("SELECT to_regclass('project') IS NULL"), "t");
    await full.drop();
  });

test("a restore that fails near its end leaves nothing", async () => {
  const orphan = "highlight_id = '0190a000-0000-7000-8000-00000000000f'";
  await from.sql(`SET session_replication_role = replica;
    INSERT INTO tagging SELECT project_id, '0190a000-0000-7000-8000-00000000000f', id, NULL, 1 FROM tag WHERE key = 'law'`);
  assert.equal((await from.postil(["backup", `${dir}/orphan`])).code, 0);
  await from.sql(`SET session_replication_role = replica; DELETE FROM tagging WHERE ${orphan}`);
  await refused(`${dir}/orphan`, /pg_restore: error: .*violates foreign key constraint[^]*pg_restore failed with exit status 1: nothing was restored/);
});

test("what comes back is what was there", async () => {
  await target.sql("CREATE EXTENSION pg_trgm"); // an extension's things are not data
  const { code, stdout, stderr } = await target.postil(["restore", file]);
  assert.deepEqual([code, stderr], [0, ""], stdout);
  const rows = Object.values(manifest.tables).reduce((sum, n) => sum + n, 0);
  const [first, second] = stdout.split("\n");
  assert.equal(first, `Restored ${rows} rows, as they were at ${manifest.made}.`);
  assert.match(second, /^Looked at 2 projects, .* nothing is wrong\.$/);
  for (const slug of ["busy", "sample"]) {
    const args = ["export", "--project", slug];
    assert.equal((await target.postil(args)).stdout, (await from.postil(args)).stdout, slug);
  }
  await target.sql("DROP EXTENSION pg_trgm");
  assert.equal(schemaOf("target"), schemaOf("postil"));
  assert.equal(rowsOf("target"), rowsOf("postil"));
});

/** @param {string} database @param {...string} args */
function dump(database, ...args) {
  const made = spawnSync("pg_dump", ["-h", stack.sockets, "-U", "postgres", ...args, database], { encoding: "utf8", maxBuffer: 1 << 28 });
  return made.stdout.replaceAll(/^\\(un)?restrict .*$/gm, "").split("\n");
}

const schemaOf = (/** @type {string} */ database) => dump(database, "--schema-only").join("\n");
/** Of all tables but those that are left out, in any order. @param {string} database */
const rowsOf = (database) => dump(database, "--data-only",
  ...manifest.left_out.map((/** @type {string} */ name) => `--exclude-table-data=${name}`)).sort().join("\n");

test("accounts can sign in there, sessions are over", async () => {
  assert.deepEqual(manifest.left_out, ["session", "sign_in_failure", "password_reset"]);
  for (const name of manifest.left_out) {
    assert.equal(await target.sql(`SELECT count(*) FROM ${name}`), "0", name);
  assert.equal(await target.sql("SELECT string_agg(login, ' ' ORDER BY login) FROM account"), "admin ann");
    assert.notEqual(await from.sql(`SELECT count(*) FROM ${name}`), "0", name);
  }
  const passwords = "SELECT string_agg(password_hash, ' ' ORDER BY id) FROM account";
  assert.equal(await target.sql(passwords), await from.sql(passwords));
});

test("a database that was restored is not empty any more", async () => {
  const { code, stderr } = await target.postil(["restore", file]);
  assert.match(stderr, /is not empty/);
  assert.equal(code, 1);
});

test("damage that was there before comes back, and is told", async () => {
  const hurt = await Database.make(stack, "hurt");
  await from.sql("SET session_replication_role = replica; UPDATE tag SET highlight_count = 99 WHERE key = 'law'");
  assert.equal((await from.postil(["backup", `${dir}/hurt`])).code, 0);
  const { code, stdout } = await hurt.postil(["restore", `${dir}/hurt`]);
  assert.match(stdout, /^busy tag 3: highlight_count is 99 and should be 1$/m);
  assert.equal(code, 1);
});

test("where there is no room no file appears, and standard output is no better", async () => {
  for (const where of ["/dev/full", `${dir}/none/b`, `${file}/b`]) {
    const { code, stderr } = await from.postil(["backup", where]);
    assert.match(stderr, new RegExp(`^postil backup: ${where}: (No space left|No such file|Not a directory)`));
    assert.equal(code, 1);
  }
  const full = openSync("/dev/full", "w");
  const { code, stderr } = await from.postil(["backup", "-"], { stdout: full });
  closeSync(full);
  assert.deepEqual([code, stderr], [1, "postil backup: standard output: No space left on device\n"]);
});

test("a disk that is full leaves what was there", { skip: !mounted && "no tmpfs can be mounted" }, async () => {
  writeFileSync(`${small}/b`, "before");
  const { code, stderr } = await from.postil(["backup", `${small}/b`]);
  assert.deepEqual([code, stderr], [1, `postil backup: ${small}/b: No space left on device\n`]);
  assert.deepEqual(readdirSync(small), ["b"]);
  assert.equal(readFileSync(`${small}/b`, "utf8"), "before");
});

/** Something that stops a backup while pg_dump waits for a lock. */
const STOPS = /** @type {[string, (backup: number) => unknown, RegExp][]} */ ([
  ["the end of pg_dump's connection", () => from.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pg_dump'`),
    /terminating connection[^]*^postil backup: pg_dump failed with exit status 1$/m],
  ["pg_dump's death", (backup) => spawnSync("pkill", ["-KILL", "-P", String(backup)]), /^postil backup: pg_dump was ended by signal 9$/m],
  ["a signal", (backup) => process.kill(backup, "SIGTERM"), /^postil backup: pg_dump failed with exit status 1$/m],
]);

for (const [name, stop, why] of STOPS)
  test(`${name} ends a backup, and leaves no file`, async () => {
    await from.sql("CREATE SCHEMA held CREATE TABLE held (); ALTER SCHEMA held OWNER TO postil_owner; ALTER TABLE held.held OWNER TO postil_owner");
    const holder = from.sql("BEGIN; LOCK TABLE held.held; SELECT pg_sleep(600)").catch(() => "");
    await from.until("SELECT count(*) FROM pg_locks WHERE relation = 'held.held'::regclass AND granted", "1");
    const backup = from.start(["backup", `${small}/c`]);
    await from.until("SELECT count(*) FROM pg_locks WHERE relation = 'held.held'::regclass AND NOT granted", "1");
    await stop(backup.pid);
    const { code, stderr } = await backup.ended;
    await from.sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'held.held'::regclass");
    await holder;
    await from.sql("DROP SCHEMA held CASCADE");
    assert.match(stderr, why);
    assert.deepEqual([code, readdirSync(small).includes("c")], [1, false]);
  });

test("what pg_dump may not read is told by it", async () => {
  await from.sql("CREATE TABLE secret ()");
  const { code, stderr } = await from.postil(["backup", `${dir}/secret`]);
  await from.sql("DROP TABLE secret");
  assert.match(stderr, /pg_dump: error: .*permission denied for table secret[^]*^postil backup: pg_dump failed with exit status 1$/m);
  assert.equal(code, 1);
  assert.equal(readdirSync(dir).some((name) => name.startsWith("secret")), false);
});
