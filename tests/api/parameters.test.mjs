// @ts-check
// Paths, methods, parameters: what is not in the table is refused by name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { document } from "./contract.mjs";
import { admin, project, statement, stranger, uuid } from "./world.mjs";

const path = await project();
for (let i = 0; i < 3; i++) await statement(path, "text");

const LISTS = [
  "/api/projects",
  "/api/accounts",
  "/api/account/sessions",
  "/api/account/tokens",
  "/api/site/projects",
  ...["members", "statements", "tags", "stances", "actors", "events"].map((name) => `${path}/${name}`),
];

/** Where nobody is signed in yet. */
const DOORS = ["/api/session", "/api/reset"];

/** A document's path with real names in it. @param {string} template */
const real = (template) =>
  template
    .replace("/api/projects/{slug}", path)
    .replace("highlights/{id}", `highlights/${uuid()}`)
    .replace("statements/{id}", "statements/1");

/** @param {string} detail @param {string} field */
const bad = (detail, field) => ({ status: 422, error: "invalid", detail, field });

test("limit is 1 to 200, 50 when not given", async () => {
  for (const list of LISTS) {
    for (const [limit, detail] of [
      ["0", "out_of_range"],
      ["201", "out_of_range"],
      ["-1", "out_of_range"],
      ["99999999999999999999", "out_of_range"],
      ["x", "wrong_type"],
      ["1.5", "wrong_type"],
      ["0x10", "wrong_type"],
      ["1e1", "wrong_type"],
      ["%31%20", "wrong_type"],
    ])
      assertRefused(await admin.get(`${list}?limit=${limit}`), bad(detail, "limit"), `${list} ${limit}`);
    for (const limit of [1, 200]) assert.equal((await admin.get(`${list}?limit=${limit}`)).status, 200);
  }
  const long = await project();
  for (let i = 0; i < 51; i++) await statement(long, "x");
  const page = (await admin.get(`${long}/statements`)).json;
  assert.equal(page.items.length, 50);
  assert.match(page.next, /^[A-Za-z0-9_-]+$/);
});

test("a cursor that no list gave is refused, not an error of ours", async () => {
  const made = [
    "x",
    "AAAA",
    "====",
    "!!",
    "%00",
    "..",
    "a".repeat(3000),
    "MTIzIDQ1NiA3ODk",
    "LTE",
    "JzsgRFJPUA",
  ];
  for (const list of LISTS)
    for (const cursor of made) {
      const reply = await admin.get(`${list}?cursor=${cursor}`);
      if (reply.status === 200) continue; // it happens to be a place in this list
      assertRefused(
        reply,
        bad(cursor === "%00" ? "bad_encoding" : "bad_cursor", "cursor"),
        `${list} ${cursor}`,
      );
    }
});

test("an unknown parameter is refused by its name, at every path", async () => {
  for (const [template, item] of Object.entries(document.paths)) {
    if (!item.get) continue;
    for (const name of ["nonsense", "offset", "page", "Limit", "limit[]"]) {
      const reply = await admin.get(`${real(template)}?${encodeURIComponent(name)}=1`);
      assertRefused(reply, bad("unknown_parameter", name), template);
    }
  }
});

test("a parameter twice, or one that is no UTF-8, is refused by its name", async () => {
  assertRefused(await admin.get(`${path}/statements?limit=1&limit=2`), bad("parameter_twice", "limit"));
  for (const value of ["%ff", "%c0%80", "%00", "%zz", "%", "%4"])
    assertRefused(await admin.get(`${path}/statements?q=${value}`), bad("bad_encoding", "q"), value);
});

test("after is a number from 0", async () => {
  for (const [after, detail] of [
    ["-1", "out_of_range"],
    ["x", "wrong_type"],
    ["99999999999999999999", "out_of_range"],
  ])
    assertRefused(await admin.get(`${path}/events?after=${after}`), bad(detail, "after"), after);
});

test("no such path: 404, signed in or not, whatever the method", async () => {
  const paths = [
    "/api",
    "/api/",
    "/api/nothing",
    "/api/projects/",
    `${path}/`,
    `${path}/nothing`,
    "/api//projects",
    `${path}/statements/1/`,
    `${path}/statements/1/versions`,
    `${path}/tags/law`,
    `${path}/highlights`,
    `${path}/highlights/`,
    "/api/session/",
    "/healthz/",
    "/api/openapi.yaml",
    `${path}/imports`,
  ];
  for (const who of [admin, stranger()])
    for (const method of ["GET", "POST", "DELETE"])
      for (const nowhere of paths)
        assertRefused(
          await who.send(method, nowhere),
          { status: 404, error: "not_found", detail: "path" },
          `${method} ${nowhere}`,
        );
});

test("a method that a path does not take: 405 with Allow, for everybody", async () => {
  for (const [template, item] of Object.entries(document.paths)) {
    const taken = Object.keys(item)
      .filter((key) => key !== "parameters")
      .map((key) => key.toUpperCase());
    const allowed = taken.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).sort();
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"].filter(
      (m) => !taken.includes(m),
    ))
      for (const who of [admin, stranger()]) {
        const reply = await who.send(method, real(template));
        assertRefused(reply, { status: 405, error: "method", detail: "method" }, `${method} ${template}`);
        assert.deepEqual(String(reply.headers.allow).split(", ").sort(), allowed, template);
      }
  }
});

test("no path takes a POST without CSRF token that is not sign-in: 403", async () => {
  for (const [template, item] of Object.entries(document.paths))
    for (const method of ["post", "put", "patch", "delete"].filter((m) => item[m])) {
      if (DOORS.includes(template) && method === "post") continue;
      for (const token of [
        undefined,
        "",
        "x",
        admin.csrf.toUpperCase(),
        admin.csrf.slice(1),
        `${admin.csrf}0`,
      ]) {
        const reply = await admin.send(
          method.toUpperCase(),
          real(template),
          method === "delete" ? undefined : {},
          { headers: { "X-CSRF-Token": token } },
        );
        assertRefused(
          reply,
          { status: 403, error: "forbidden", detail: "csrf" },
          `${method} ${template} ${token}`,
        );
      }
    }
});

test("another account's CSRF token does not do", async () => {
  const { account } = await import("./world.mjs");
  const other = await account();
  const reply = await admin.post(
    `${path}/tags`,
    { key: "k", label: "L" },
    { headers: { "X-CSRF-Token": other.csrf } },
  );
  assertRefused(reply, { status: 403, detail: "csrf" });
});

test("every unsafe method from another site's page is refused, even with the right token", async () => {
  for (const headers of [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" },
  ])
    for (const [template, item] of Object.entries(document.paths))
      for (const method of ["post", "put", "patch", "delete"].filter((m) => item[m])) {
        const reply = await admin.send(
          method.toUpperCase(),
          real(template),
          method === "delete" ? undefined : {},
          { headers },
        );
        assertRefused(reply, { status: 403, error: "forbidden", detail: "origin" }, `${method} ${template}`);
      }
});

test("our own Origin, in the case browsers send it, passes", async () => {
  const reply = await admin.post(
    `${path}/tags`,
    { key: "own", label: "L" },
    { headers: { Origin: admin.origin, "Sec-Fetch-Site": "same-origin" } },
  );
  assert.equal(reply.status, 201);
});

test("reading asks for neither Origin nor token", async () => {
  const headers = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
  assert.equal((await admin.get(path, { headers })).status, 200);
});

test("every path of a project asks for a session: 401", async () => {
  for (const [template, item] of Object.entries(document.paths)) {
    if (!template.startsWith("/api/") || DOORS.includes(template)) continue;
    for (const method of Object.keys(item).filter((key) => key !== "parameters")) {
      const body = ["get", "delete"].includes(method) ? undefined : {};
      const reply = await stranger().send(method.toUpperCase(), real(template), body);
      assertRefused(reply, { status: 401, error: "sign_in", detail: "sign_in" }, `${method} ${template}`);
    }
  }
});
