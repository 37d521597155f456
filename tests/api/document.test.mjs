// @ts-check
// The document itself: whole, strict, and in step with the program's tables.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check, document, exportFaults, exportSchema, faults } from "./contract.mjs";
import { routes } from "./tables.mjs";

const METHODS = ["get", "post", "put", "patch", "delete"];
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({ path, method, item, operation: item[method] })),
);

/** Every node of a document, with its place. @param {any} node @param {string} place @returns {Generator<[string, any]>} */
function* walk(node, place) {
  if (typeof node !== "object" || node === null) return;
  yield [place, node];
  for (const [key, value] of Object.entries(node)) yield* walk(value, `${place}/${key}`);
}

/** @param {string} ref */
const find = (ref) =>
  ref
    .slice(2)
    .split("/")
    .reduce((/** @type {any} */ node, key) => node?.[key], document);

/** @param {string} file */
const source = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

test("every reference leads somewhere", () => {
  for (const [place, node] of walk(document, "#"))
    if (typeof node.$ref === "string" && node.$ref.startsWith("#"))
      assert.ok(find(node.$ref), `${place}: ${node.$ref}`);
});

test("every component is used", () => {
  const refs = new Set([...walk(document, "#")].map(([, node]) => node.$ref));
  const loose = [
    "#/components/responses/Method",
    "#/components/responses/TooMany",
    "#/components/responses/Scope",
    "#/components/responses/Internal",
    "#/components/responses/Gateway",
    "#/components/securitySchemes/cookie",
    "#/components/securitySchemes/bearer",
  ]; // of any path
  for (const [kind, parts] of Object.entries(document.components))
    for (const name of Object.keys(parts)) {
      const ref = `#/components/${kind}/${name}`;
      assert.ok(refs.has(ref) || loose.includes(ref), ref);
    }
});

test("every operation has a name of its own, a summary, and every parameter of its path", () => {
  const names = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(names).size, names.length);
  for (const { path, method, item, operation } of operations) {
    assert.ok(operation.summary, `${method} ${path}`);
    const known = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((p) =>
      p.$ref ? find(p.$ref) : p,
    );
    for (const [, name] of path.matchAll(/\{(\w+)\}/g))
      assert.ok(
        known.some((p) => p.in === "path" && p.name === name && p.required),
        `${path}: ${name}`,
      );
  }
});

test("every object with properties says that there are no others", () => {
  const parts = Object.entries(document.components.schemas).filter(([, schema]) => schema.properties);
  for (const [name, schema] of parts) {
    const strict = schema.additionalProperties === false || schema.unevaluatedProperties === false;
    assert.ok(strict || /Fields$/.test(name), name); // what others are made of
  }
  for (const [place, node] of walk(exportSchema, "#"))
    if (node.properties && node.type === "object") assert.equal(node.additionalProperties, false, place);
});

test("every schema compiles, and refuses what has nothing in common with it", () => {
  for (const name of Object.keys(document.components.schemas))
    assert.notEqual(faults(`#/components/schemas/${name}`, Symbol.iterator), "", name);
  assert.notEqual(exportFaults({}), "");
});

test("the export's schema refuses an export with anything missing or added", () => {
  const whole = {
    format: "postil",
    version: 1,
    offset_unit: "codepoint",
    project: { title: "T", description: null, language: null, settings: {}, codebook_revision: 1 },
    stances: [],
    tags: [],
    actors: [],
    affiliations: [],
    members: [],
    statements: [],
    highlights: [],
    complete: true,
  };
  assert.equal(exportFaults(whole), "");
  for (const key of Object.keys(whole))
    assert.notEqual(exportFaults({ ...whole, [key]: undefined }), "", key);
  assert.notEqual(exportFaults({ ...whole, slug: "x" }), "");
  assert.notEqual(exportFaults({ ...whole, complete: false }), "");
});

const api = routes.filter(({ params }) => params);

test("the paths are those of the program's table of routes", () => {
  assert.ok(api.length > 10);
  assert.deepEqual(
    operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort(),
    api.map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

test("the parameters are those of the program's table of routes", () => {
  for (const { path, method, item, operation } of operations) {
    const route = api.find((one) => one.method === method.toUpperCase() && one.path === path);
    const known = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
      .map((p) => (p.$ref ? find(p.$ref) : p))
      .filter((p) => p.in === "query")
      .map((p) => p.name);
    assert.deepEqual(known.sort(), route?.params?.toSorted(), `${method} ${path}`);
  }
});

test("every detail of the document has its sentence in the program's table", () => {
  const told = new Set(
    [...source("app/http/message.c").matchAll(/^\t\{ "(\w+)",/gm)].map(([, detail]) => detail),
  );
  const front = ["request", "restarting", "timeout"]; // of the web server
  for (const [place, node] of walk(document.components.schemas, "#")) {
    const detail = node.properties?.detail;
    if (!detail) continue;
    for (const word of detail.enum ?? [detail.const])
      assert.ok(told.has(word) || front.includes(word), `${place}: ${word}`);
  }
});

// --- the check that all other tests rely on ---------------------------------------------------

const asked = { method: "GET", path: "/healthz", headers: {}, body: undefined };
const answer = {
  status: 200,
  headers: /** @type {any} */ ({ "content-type": "application/json" }),
  text: '{"status":"ok"}',
  json: /** @type {any} */ ({ status: "ok" }),
};
const account = { login: "x", name: "N", password: "long enough" };
const refusal = { error: "forbidden", detail: "role", message: "No." };

test("the check passes an answer as the document has it", () => check(asked, answer));

/** [what, asked, answer] */
const WRONG = /** @type {[string, any, any][]} */ ([
  ["an undocumented status", {}, { status: 202 }],
  ["an undocumented field", {}, { json: { status: "ok", more: 1 } }],
  ["a missing field", {}, { json: {} }],
  ["another media type", {}, { headers: { "content-type": "text/html" } }],
  ["an undocumented header", {}, { headers: { "content-type": "application/json", etag: '"1"' } }],
  ["an undocumented path that is answered", { path: "/api/nothing" }, {}],
  ["an undocumented method that is answered", { method: "PATCH" }, {}],
  ["a body to HEAD", { method: "HEAD" }, {}],
  [
    "a 405 without Allow",
    { method: "PATCH" },
    { status: 405, json: { error: "method", detail: "method", message: "No." } },
  ],
  [
    "an undocumented detail",
    { path: "/api/accounts" },
    { status: 403, json: { ...refusal, detail: "origin" } },
  ],
  [
    "a class that is not the status's",
    { path: "/api/accounts" },
    { status: 403, json: { ...refusal, error: "invalid" } },
  ],
  ["an unknown parameter that is taken", { path: "/healthz?x=1" }, {}],
  [
    "a body that is taken though it is wrong",
    { method: "POST", path: "/api/session", body: { login: 1 } },
    {
      json: { account: { id: 1, login: "x", name: "N", is_admin: false }, csrf: "0".repeat(64) },
      headers: { "content-type": "application/json", "set-cookie": [`postil=${"A".repeat(43)}; Path=/`] },
    },
  ],
  [
    "a missing cookie",
    { method: "POST", path: "/api/session", body: { login: "x", password: "y" } },
    { json: { account: { id: 1, login: "x", name: "N", is_admin: false }, csrf: "0".repeat(64) } },
  ],
  [
    "a right body that is refused as wrong",
    { method: "POST", path: "/api/accounts", body: account },
    { status: 422, json: { error: "invalid", detail: "missing", field: "name", message: "No." } },
  ],
]);

for (const [what, question, reply] of WRONG)
  test(`the check refuses ${what}`, () => {
    const whole = { ...answer, ...reply, text: reply.json ? JSON.stringify(reply.json) : answer.text };
    assert.throws(() => check({ ...asked, ...question }, whole), { code: "ERR_ASSERTION" });
  });
