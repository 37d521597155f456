// @ts-check
// facts.js: what is known of the statement, and how far it is coded, as the server has it.
// Whoever is late sees what the other wrote, and chooses; a change to anything else is in
// nobody's way.

import { get, inProject, Refusal, send } from "../api.js";
import { mayRemove } from "../removal.js";
import { mayWrite, state } from "../state.js";

/** @import {CodingState, Statement} from "../types.js" */
/** @import {Draft} from "../form.js" */

export const statement = /** @type {Statement} */ (state.statement);
/** The same who may delete it. */
export const mayChange = mayRemove;
export const mayCode = mayWrite;

export const actors = ["speaker", "delegation", "on_behalf_of"];

/** @type {(() => void)[]} */
const followers = [];

/** From now on, whenever the statement is known anew. @param {() => void} call */
export const followFacts = (call) => void followers.push(call);

/** As the server has it now. @param {Partial<Statement>} facts */
function learn(facts) {
  Object.assign(statement, facts);
  for (const call of followers) call();
}

/** Asks the server; the text never changes, and its highlights are the model's. */
export async function learnFacts() {
  const { text, highlights, left_uncoded, ...facts } = await get(inProject("statements", statement.id));
  learn(facts);
}

/** As a field shows it. @param {string} name */
export function valueOf(name) {
  const value = /** @type {Record<string, any>} */ (/** @type {unknown} */ (statement))[name];
  return String((actors.includes(name) ? value?.name : value) ?? "");
}

/** @param {readonly string[]} names @returns {Draft} */
export const valuesOf = (names) => Object.fromEntries(names.map((name) => [name, valueOf(name)]));

/** Those of the fields that are not as they were. @param {Draft} draft @param {Draft} base @returns {Draft} */
export const changed = (draft, base) => Object.fromEntries(
  Object.keys(base).filter((name) => draft[name] !== base[name]).map((name) => [name, draft[name]]),
);

/** Others have changed one of these to something else. */
export class Meanwhile extends Error {}

/**
 * Saves the fields that are not as they were.  Refused with Meanwhile when one of them is no
 * longer as it was for others either; the statement is then as they left it.
 * @param {Draft} draft @param {Draft} base what was there when the writing began
 */
export async function save(draft, base) {
  const wish = changed(draft, base);
  if (!Object.keys(wish).length) return;
  try {
    await patch(wish);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 412) throw error;
    learn(error.current);
    const met = Object.keys(wish).some((name) => valueOf(name) !== base[name] && valueOf(name) !== wish[name]);
    if (met) throw new Meanwhile();
    await patch(wish);
  }
}

/**
 * How far it is coded, said by somebody.
 * @param {CodingState} wish @param {CodingState} seen what he saw when he said so
 */
export async function code(wish, seen) {
  const known = [wish, seen, statement.state];
  try {
    await patch({ state: wish });
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 412) throw error;
    learn(error.current);
    if (!known.includes(statement.state)) throw new Meanwhile();
    if (statement.state !== wish) await patch({ state: wish });
  }
}

/** @param {Draft} wish */
async function patch(wish) {
  const path = inProject("statements", statement.id);
  const { data } = await send("PATCH", path, { body: wish, revision: statement.revision });
  learn(data);
}

/** How far it is coded, with what is marked here and not on the server yet. @param {number} marks @returns {CodingState} */
export const codingOf = (marks) =>
  (statement.state === "not started" && marks > 0 ? "in progress" : statement.state);
