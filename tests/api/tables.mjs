// @ts-check
// tables.mjs: the tables of routes and of rights, as the program under test prints them.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sanitized } from "../support/stack.mjs";

/**
 * @typedef {{method: string, path: string, right: string, pool: string, params: string[] | null}} Route
 *   params: known query parameters; null: a page, which looks at none
 * @typedef {"anyone" | "signed_in" | "own_account" | "project_maker" | "site_admin" | Role} Access
 * @typedef {"reader" | "annotator" | "curator" | "manager"} Role rising
 */

const program = fileURLToPath(new URL(`../../${sanitized()}`, import.meta.url));

/** The cells of each line. @param {string} topic */
const table = (topic) =>
  execFileSync(program, ["help", topic], { encoding: "utf8" })
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));

/** @type {Route[]} */
export const routes = table("routes").map(([method, path, right, pool, params]) => ({
  method,
  path,
  right,
  pool,
  params: params === "*" ? null : params.split(",").filter(Boolean),
}));

/** The least that each right asks for. */
export const rights = new Map(
  table("rights").map(([key, least]) => [key, /** @type {Access} */ (least)]),
);
