// @ts-check
// The web server sends each request to the pool that the table of routes names.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { routes } from "./tables.mjs";

const conf = readFileSync(new URL("../../nginx.conf.example", import.meta.url), "utf8");

/** The rows of the map, in order: the first that fits counts, as in nginx. */
const [, inside] = /^map "\$request_method \$uri" \$postil_pool \{\n([^}]*)\}/m.exec(conf) ?? [];
const rows = [...(inside ?? "").matchAll(/^\t(\S.*\S) +(\w+);$/gm)].map(([, what, pool]) => ({
  fits: what === "default" ? /^/ : new RegExp(what.replace(/^"~(.*)"$/, "$1")),
  pool,
}));

/** @param {string} method @param {string} path */
const poolOf = (method, path) => rows.find(({ fits }) => fits.test(`${method} ${path}`))?.pool;

/** Segments as they may come: a slug, a number, what nginx has decoded. */
const SEGMENTS = ["a", "four-harbours", "12", "export", "session", "é ?"];

/** What the long pool's workers do in ways of their own. */
const OF_LONG = ["stream", "upload"];

test("the map is read whole, and every request goes through it", () => {
  assert.equal(rows.length, inside?.trim().split("\n").length);
  assert.equal(rows.at(-1)?.pool, "postil_quick", "the default comes last");
  const passes = [...conf.matchAll(/fastcgi_pass (\S+);/g)].map(([, to]) => to);
  assert.ok(passes.length > 4);
  assert.deepEqual([...new Set(passes)], ["$postil_pool"]);
  const upstreams = [...conf.matchAll(/^upstream (\w+) \{/gm)].map(([, name]) => name);
  assert.deepEqual([...new Set(rows.map(({ pool }) => pool))].sort(), upstreams.sort());
});

for (const { method, path, pool } of routes)
  test(`${method} ${path} is of the pool ${pool}`, () => {
    const wanted = `postil_${OF_LONG.includes(pool) ? "long" : pool}`;
    for (const one of method === "GET" ? ["GET", "HEAD"] : [method])
      for (const segment of SEGMENTS)
        assert.equal(poolOf(one, path.replace(/\{\w+\}/g, segment)), wanted, `${one} with ${segment}`);
  });

test("a stream is not buffered, and no other answer goes by its location", () => {
  const [, location] = /location ~ (\S+) \{\n\t\tfastcgi_buffering off;/.exec(conf) ?? [];
  for (const { path, pool } of routes)
    assert.equal(new RegExp(location).test(path.replace(/\{\w+\}/g, "a")), pool === "stream", path);
});

test("what is long may take longer than the rest", () => {
  const slow = [...conf.matchAll(/location ~ (\S+) \{([^}]*fastcgi_read_timeout \d{3}s;[^}]*)\}/g)].map(
    ([, path]) => new RegExp(path),
  );
  for (const { method, path, pool } of routes)
    if (["long", "stream", "upload"].includes(pool))
      assert.ok(slow.some((fits) => fits.test(path.replace(/\{\w+\}/g, "a"))), `${method} ${path}`);
});
