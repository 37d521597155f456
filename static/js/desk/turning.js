// @ts-check
// turning.js: undo and redo, as the desk does them and tells of them.

import { get, inProject, post, Refusal } from "../api.js";
import { shortened } from "../text/graphemes.js";
import { learnFacts } from "./facts.js";
import { isLeft, isOfLeft, leftAfter } from "./left.js";
import { say as sayOfFinding } from "./say-finding.js";
import { say } from "./say.js";
import { browserShelf } from "./keep.js";
import { stepNumbers } from "./step-numbers.js";
import { Undoing } from "./undoing.js";

/** @import {Action, ActionEvent, Highlight, List} from "../types.js" */
/** @import {Desk} from "./desk.js" */
/** @import {Way} from "./past.js" */
/** @import {Outcome} from "./undoing.js" */

/** Actions asked for at a time. */
const most = "100";
/** Fetched one by one; more than these with the whole statement. */
const few = 4;
/** As much of a passage as is told. */
const named = 60;

/** @param {Desk} desk */
export function turning(desk) {
  const { model, state } = desk;
  const statement = state.statement.id;
  const steps = stepNumbers(browserShelf(), ["postil:steps", state.account.id, state.project.slug, statement].join(":"));
  const undoing = new Undoing({
    steps,
    queue: model.queue,
    rest: () => model.rest(),
    fetch: (cursor) => actionsOf(statement, model.me.id, cursor),
    busy: (on) => { model.turning = on; desk.draw(); },
    undo: (number) => post(inProject("actions", number, "undo"), undefined),
    after: (made) => rowsAfter(made, statement, model.rows),
  });

  /** @param {Way} way */
  async function go(way) {
    try {
      const outcome = await undoing.go(way);
      if (outcome?.way) await showWay(outcome);
      else told(way, outcome);
    } catch (error) {
      desk.note(failure(error));
    }
  }

  /** What was sent is in the history. @param {string} id @param {number} action 0: not told */
  function acted(id, action) {
    const step = model.queue.entries.get(id)?.past?.at(-1)?.step;
    if (step && action) steps.add(step, action);
    undoing.past.note(action);
  }

  /** @param {Way} way @param {Outcome | null} outcome */
  function told(way, outcome) {
    if (!outcome) return desk.note(say(way === "undo" ? "undo.nothing" : "redo.nothing"));
    const { id, n } = outcome;
    if (n) return desk.note(sayOfFinding(`${way}.done.step`, { n }));
    if (id && isLeft(id)) return desk.covering?.turned(way, id);
    const quote = (id && model.mark(id)?.quote) || outcome.quote;
    if (id) desk.open(id, { scroll: true, focus: true });
    desk.note(quote ? say(`${way}.done`, { quote: shortened(quote, named) }) : say(`${way}.done.many`));
  }

  /** Who did what, later, that builds on it. @param {Outcome} outcome */
  async function showWay({ way = [], action }) {
    const { showWay: show } = await import("../undo.js");
    const { items } = await actionsOf(statement, null, null);
    const find = (/** @type {number} */ number) => items.find((item) => item.number === number);
    const deed = find(action?.number ?? 0);
    if (deed) show(deed, way, { find, done: (made) => void undoing.taken([made]).then(() => desk.draw()) });
  }

  return { go, acted, undoing };
}

/**
 * Newest first.
 * @param {number} statement @param {number | null} member null: everybody's
 * @param {string | null} cursor @returns {Promise<List<Action>>}
 */
function actionsOf(statement, member, cursor) {
  const query = new URLSearchParams({ statement: String(statement), limit: most });
  if (member !== null) query.set("member", String(member));
  if (cursor) query.set("cursor", cursor);
  return get(`${inProject("actions")}?${query}`);
}

/**
 * How the highlights are now that actions have changed, and the paragraphs that are left.
 * What is known of the statement is learnt on the way.
 * @param {Action[]} made @param {number} statement @param {ReadonlyMap<string, unknown>} known
 * @returns {Promise<[string, Highlight | null][]>}
 */
async function rowsAfter(made, statement, known) {
  if (made.length > few) return allRows(statement, known);
  const rows = await Promise.all(made.map((action) => rowsOf(action, statement, known)));
  return rows.flat();
}

/** @param {Action} made @param {number} statement @param {ReadonlyMap<string, unknown>} known @returns {Promise<[string, Highlight | null][]>} */
async function rowsOf({ number }, statement, known) {
  const query = new URLSearchParams({ after: String(number - 1), limit: "1" });
  /** @type {{items: {events: ActionEvent[]}[]}} */
  const { items: [{ events }] } = await get(`${inProject("events")}?${query}`);
  if (events.some(({ table }) => table === "statement")) await learnFacts();
  const ids = new Set(events.flatMap(highlightOf));
  const rows = ids.size > few ? await allRows(statement, known)
    : await Promise.all([...ids].map(async (id) => /** @type {[string, Highlight | null]} */ ([id, await highlightNow(id)])));
  return [...rows, ...events.filter(isOfLeft).map(leftAfter)];
}

/** @param {ActionEvent} event @returns {string[]} one or none */
function highlightOf({ table, key }) {
  const id = table === "highlight" ? key.id : key.highlight_id;
  return typeof id === "string" ? [id] : [];
}

/** @param {number} statement @param {ReadonlyMap<string, unknown>} known @returns {Promise<[string, Highlight | null][]>} */
async function allRows(statement, known) {
  /** @type {Highlight[]} */
  const rows = (await get(inProject("statements", statement))).highlights;
  const there = new Set(rows.map(({ id }) => id));
  const gone = [...known.keys()].filter((id) => !there.has(id));
  return [...rows.map((row) => /** @type {[string, Highlight]} */ ([row.id, row])),
    ...gone.map((id) => /** @type {[string, null]} */ ([id, null]))];
}

/** @param {string} id @returns {Promise<Highlight | null>} */
const highlightNow = (id) => get(inProject("highlights", id)).catch((error) => {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
});

/** @param {unknown} error */
function failure(error) {
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 401 || error.detail === "csrf") return say("undo.signed-out");
  return error.passing ? say("undo.away") : say("undo.refused", { message: error.message });
}
