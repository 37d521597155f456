// @ts-check
// contract.mjs: every answer that the tests see is held against static/openapi.yaml.
// An undocumented path, status, header, field or detail is a failure, and so is a request
// that the document forbids but the server takes, or the other way round.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const home = new URL("../../static/", import.meta.url);
const { default: Ajv } = createRequire(new URL("package.json", home))("ajv/dist/2020.js");
const { default: addFormats } = createRequire(new URL("package.json", home))("ajv-formats");
const yaml = createRequire(new URL("package.json", home))("yaml");

export const document = yaml.parse(readFileSync(new URL("openapi.yaml", home), "utf8"));
export const exportSchema = JSON.parse(readFileSync(new URL("export.schema.json", home), "utf8"));

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  validateSchema: false,
});
addFormats(ajv);
ajv.addVocabulary(Object.keys(document)); // the rest of the document is strict schemas
ajv.addSchema(exportSchema, "export.schema.json");
ajv.addSchema(document, "openapi.yaml");

/** What any answer may carry beside the headers that the document names. */
const USUAL = new Set([
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "content-security-policy",
  "content-type",
  "date",
  "keep-alive",
  "referrer-policy",
  "server",
  "transfer-encoding",
  "vary",
  "x-content-type-options",
]);

/** What is answered at any path: to a token, or by the web server in front.
 * @type {Record<number, {$ref: string}>} */
const ANYWHERE = {
  403: { $ref: "#/components/responses/Scope" },
  429: { $ref: "#/components/responses/TooMany" },
  502: { $ref: "#/components/responses/Gateway" },
  504: { $ref: "#/components/responses/Gateway" },
};

/** Refusals of what the document can express: there the document must refuse too. */
const EXPRESSED = new Set([
  "bad_color",
  "bad_key",
  "bad_kind",
  "bad_revision",
  "bad_role",
  "bad_slug",
  "bad_url",
  "bad_uuid",
  "empty",
  "missing",
  "out_of_range",
  "password_short",
  "too_long",
  "too_many_taggings",
  "unknown_field",
  "unknown_parameter",
  "wrong_type",
]);

/**
 * @typedef {{status: number, headers: Record<string, string | string[] | undefined>,
 *   text: string, json: any}} Answer
 * @typedef {{method: string, path: string, headers: Record<string, string>, body?: any}} Asked
 *   path with its query; body: the value that was sent as JSON, if it was one
 */

/** @param {string[]} keys */
const pointer = (...keys) =>
  "#/" + keys.map((key) => encodeURIComponent(key.replace(/~/g, "~0").replace(/\//g, "~1"))).join("/");

/** What is wrong with `value` by the schema at a place of the document; "" when nothing is.
 * @param {string} place @param {any} value */
export function faults(place, value) {
  const id = "openapi.yaml" + place;
  const validate = ajv.getSchema(id) ?? ajv.compile({ $ref: id });
  return validate(value) ? "" : ajv.errorsText(validate.errors, { separator: "\n  " });
}

/** @param {any} value */
export function exportFaults(value) {
  const validate = /** @type {any} */ (ajv.getSchema("export.schema.json"));
  return validate(value) ? "" : ajv.errorsText(validate.errors, { separator: "\n  " });
}

/** The path of the document that fits. @param {string} path without its query */
export function templateOf(path) {
  const parts = path.split("/");
  return Object.keys(document.paths).find((template) => {
    const wanted = template.split("/");
    return (
      wanted.length === parts.length &&
      wanted.every((part, i) => part === parts[i] || (part.startsWith("{") && parts[i] !== ""))
    );
  });
}

/** Follows a $ref; what stands beside it wins. @param {any} node @returns {any} */
function resolve(node) {
  if (!node?.$ref) return node;
  const { $ref, ...beside } = node;
  const keys = $ref.slice(2).split("/");
  return {
    ...keys.reduce((/** @type {any} */ at, /** @type {string} */ key) => at[key], document),
    ...beside,
  };
}

/** @param {any} operation @param {any} item */
const parametersOf = (operation, item) =>
  [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve);

/** A path, query or header value as the type that its schema says. @param {any} schema @param {string} text */
const typed = (schema, text) =>
  resolve(schema).type === "integer" && /^-?\d+$/.test(text) ? Number(text) : text;

/** Why the document would refuse this request; "" when it would not.
 * @param {Asked} asked @param {any} operation @param {any} item @param {string} template */
function requestFaults(asked, operation, item, template) {
  const url = new URL(asked.path, "http://x");
  const segments = url.pathname.split("/");
  const names = template.split("/");
  const known = parametersOf(operation, item);
  const found = [];
  for (const name of url.searchParams.keys())
    if (!known.some((p) => p.in === "query" && p.name === name)) found.push(`parameter ${name}`);
  for (const p of known) {
    const at = names.indexOf(`{${p.name}}`);
    const text =
      p.in === "query"
        ? url.searchParams.get(p.name)
        : p.in === "path"
          ? decodeURIComponent(segments[at])
          : asked.headers[p.name.toLowerCase()];
    if (text === undefined || text === null) continue;
    const schema = resolve(p.schema);
    const validate = ajv.compile({ ...absolute(schema) });
    if (!validate(typed(schema, text))) found.push(`${p.name}: ${ajv.errorsText(validate.errors)}`);
  }
  const method = operation.operationId && Object.keys(item).find((m) => item[m] === operation);
  if (asked.body !== undefined && operation.requestBody?.content["application/json"])
    found.push(
      faults(
        pointer("paths", template, method ?? "", "requestBody", "content", "application/json", "schema"),
        asked.body,
      ),
    );
  return found.filter(Boolean).join("\n  ");
}

/** A schema taken out of the document: its references made absolute. @param {any} schema @returns {any} */
function absolute(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"openapi.yaml#'));
}

/** @param {any} response @param {Answer} answer @param {string} where */
function checkHeaders(response, answer, where) {
  const documented = Object.fromEntries(
    Object.entries(response.headers ?? {}).map(([name, header]) => [name.toLowerCase(), resolve(header)]),
  );
  for (const [name, header] of Object.entries(documented)) {
    const value = [answer.headers[name]].flat()[0];
    assert.ok(value !== undefined || !header.required, `${where}: header ${name} is missing`);
    if (value === undefined) continue;
    const validate = ajv.compile(absolute(header.schema));
    assert.ok(validate(value), `${where}: ${name}: ${value}: ${ajv.errorsText(validate.errors)}`);
  }
  for (const name of Object.keys(answer.headers))
    assert.ok(USUAL.has(name) || name in documented, `${where}: undocumented header ${name}`);
}

/** @param {any} response @param {string} place @param {Answer} answer @param {Asked} asked @param {string} where */
function checkBody(response, place, answer, asked, where) {
  const type = String(answer.headers["content-type"] ?? "").split(";")[0];
  if (!response.content) {
    assert.equal(answer.text, "", `${where}: a body where none is documented`);
    return;
  }
  assert.ok(type in response.content, `${where}: undocumented media type "${type}"`);
  if (asked.method === "HEAD") {
    assert.equal(answer.text, "", `${where}: HEAD with a body`);
    return;
  }
  const at = `${place}/content/${encodeURIComponent(type.replace("/", "~1"))}/schema`;
  const wrong = faults(at, type === "application/json" ? answer.json : answer.text);
  assert.equal(
    wrong,
    "",
    `${where}: the answer does not fit the document\n  ${wrong}\n  ${answer.text.slice(0, 2000)}`,
  );
}

/** What any answer of this status may say. @type {Record<number, string>} */
const ALWAYS = {
  403: document.components.responses.Scope.description,
  422: document.components.responses.Invalid.description,
};

/** The detail stands in the description of the answer, or in that of any with its status.
 * @param {any} response @param {Answer} answer @param {string} where */
function checkDetail(response, answer, where) {
  if (!answer.json?.detail) return;
  const described = response.description + (ALWAYS[answer.status] ?? "");
  assert.ok(described.includes(`\`${answer.json.detail}\``), `${where}: undocumented detail`);
}

/** Which answers were seen: "GET /api/session 200". */
export const seen = new Set();

/** The document's place of an answer that no operation owns: no such path, no such method.
 * @param {any} item @param {Answer} answer @param {string} where */
function outside(item, answer, where) {
  if (!item) {
    assert.equal(answer.status, 404, `${where}: an undocumented path`);
    return "NotFound";
  }
  assert.equal(answer.status, 405, `${where}: an undocumented method`);
  return "Method";
}

/** Holds one answer of /api, /healthz or /readyz against the document.
 * @param {Asked} asked @param {Answer} answer */
export function check(asked, answer) {
  const path = asked.path.split("?")[0];
  const method = asked.method === "HEAD" ? "get" : asked.method.toLowerCase();
  const template = templateOf(path);
  const item = template && document.paths[template];
  const operation = item?.[method];
  const where = `${asked.method} ${asked.path} → ${answer.status} ${answer.json?.detail ?? ""}`;
  let place, response;
  if (template && operation) {
    response = operation.responses[String(answer.status)] ?? ANYWHERE[answer.status];
    assert.ok(response, `${where}: undocumented status ${answer.text.slice(0, 500)}`);
    place = response.$ref ?? pointer("paths", template, method, "responses", String(answer.status));
    seen.add(`${method.toUpperCase()} ${template} ${answer.status}`);
  } else {
    place = pointer("components", "responses", outside(item, answer, where));
    response = { $ref: place };
  }
  response = resolve(response);
  checkHeaders(response, answer, where);
  checkBody(response, place, answer, asked, where);
  checkDetail(response, answer, where);
  if (!operation) return;
  const refused = requestFaults(asked, operation, item, /** @type {string} */ (template));
  if (answer.status < 300)
    assert.equal(refused, "", `${where}: taken, but the document forbids it\n  ${refused}`);
  else if (EXPRESSED.has(answer.json?.detail) && asked.body !== undefined)
    assert.notEqual(refused, "", `${where}: refused, but the document allows it`);
}
