// @ts-check
// past.js: what a member did to this statement, as the history has it: what can be undone, and
// what can be done again.  Undoing is an action too, and doing again undoes that; so the list
// of actions alone tells both, after any reload and on any computer.

/** @import {Action, List} from "../types.js" */
/** @typedef {"undo" | "redo"} Way */
/** As much of an action as is needed here. @typedef {Pick<Action, "number" | "kind" | "undoes" | "undone_by">} Done */

/** Not done at the desk: the statement itself came or went. @type {Set<string>} */
const elsewhere = new Set(["statement_create", "statement_delete", "import", "purge"]);

/**
 * Each thing that was done is on one of the two, by the last action that turned it round.
 * @template {Done} T @param {readonly T[]} actions oldest first
 * @returns {Record<Way, T[]>} the last of each is next
 */
export function stacks(actions) {
  /** @type {Record<Way, T[]>} */
  const all = { undo: [], redo: [] };
  for (const action of actions) {
    if (action.undoes !== null) turn(all, action);
    else if (!elsewhere.has(action.kind)) {
      all.undo.push(action);
      all.redo = [];
    }
  }
  const stands = (/** @type {T} */ { undone_by }) => undone_by === null;
  return { undo: all.undo.filter(stands), redo: all.redo.filter(stands) };
}

/** @template {Done} T @param {Record<Way, T[]>} all @param {T} action */
function turn(all, action) {
  for (const [from, to] of [[all.undo, all.redo], [all.redo, all.undo]]) {
    const at = from.findIndex(({ number }) => number === action.undoes);
    if (at < 0) continue;
    from.splice(at, 1);
    to.push(action);
    return;
  }
}

export class Past {
  /** @param {(cursor: string | null) => Promise<List<Action>>} fetch a page of one's own actions, newest first */
  constructor(fetch) {
    this.fetch = fetch;
    this.stale = true;
    /** @type {string | null} */ this.cursor = null;
    /** @type {Map<number, Done>} */ this.actions = new Map();
  }

  /** Something was done here just now. @param {number} number 0: not told */
  note(number) {
    if (number && !this.stale) this.add({ number, kind: "highlight_put", undoes: null, undone_by: null });
    else this.stale = true;
  }

  /** @param {Done} action */
  add(action) {
    this.actions.set(action.number, action);
    const undone = this.actions.get(action.undoes ?? 0);
    if (undone) this.actions.set(undone.number, { ...undone, undone_by: action.number });
  }

  /** What comes next that way. @param {Way} way @returns {Promise<Done | null>} null: nothing */
  async next(way) {
    if (this.stale) await this.reload();
    for (;;) {
      const top = this.stacks()[way].at(-1);
      if (top || !this.cursor) return top ?? null;
      await this.more(this.cursor);
    }
  }

  async reload() {
    this.actions.clear();
    await this.more(null);
    this.stale = false;
  }

  /** @param {string | null} cursor */
  async more(cursor) {
    const { items, next } = await this.fetch(cursor);
    for (const action of items) this.actions.set(action.number, action);
    this.cursor = next;
  }

  stacks() {
    return stacks(this.inForce([...this.actions.values()].sort((a, b) => a.number - b.number)));
  }

  /**
   * What one's own later actions undid is on the other stack; what another's did is off both.
   * @param {Done[]} actions
   */
  inForce(actions) {
    return actions.map((action) => (this.actions.has(action.undone_by ?? 0) ? { ...action, undone_by: null } : action));
  }
}
