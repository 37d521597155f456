// @ts-check
// undoing.js: undo and redo at the desk.  What the server does not have yet is simply taken
// back; all else goes through the history, where others see it, and where it may turn out that
// somebody has built on it.

import { Past } from "./past.js";
import { Steps } from "./steps.js";

/** @import {Action, ActionRef, Highlight, List} from "../types.js" */
/** @import {Done, Way} from "./past.js" */
/** @import {Failure, SaveQueue} from "./queue.js" */
/** @import {Moved} from "./steps.js" */
/**
 * @typedef {object} UndoingParts
 * @property {SaveQueue} queue
 * @property {() => Promise<void>} rest until nothing is under way, or the server is away
 * @property {(on: boolean) => void} busy
 * @property {(cursor: string | null) => Promise<List<Action>>} fetch
 * @property {(number: number) => Promise<Action>} undo
 * @property {(made: Action[]) => Promise<[string, Highlight | null][]>} after how the highlights are that they changed
 * @property {{of: (number: number) => string, has: (step: string) => boolean}} [steps] what an action
 *   was a part of (empty: it stands alone), and whether the history has any of a step
 */
/**
 * @typedef {object} Outcome
 * @property {string | null} id
 * @property {string} quote
 * @property {number} [n] highlights, when they are several
 * @property {ActionRef[]} [way] others stand in it
 * @property {Done} [action]
 */

export class Undoing {
  /** @param {UndoingParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.steps = new Steps(parts.queue);
    this.past = new Past(parts.fetch);
    /** The last one asked for; each waits for the one before. @type {Promise<unknown>} */ this.last = Promise.resolve();
    /** Asked for, and not known whether it was done. @type {number} */ this.open = 0;
  }

  /** Something new was done. */
  forget() {
    this.steps.forget();
  }

  /**
   * One after the other, however fast they are asked for.  Rejects with a Failure, when it
   * could not be done.
   * @param {Way} way @returns {Promise<Outcome | null>} null: nothing is left that way
   */
  go(way) {
    const turn = this.last.then(() => this.turn(way));
    this.last = turn.catch(() => {});
    return turn;
  }

  /** @param {Way} way @returns {Promise<Outcome | null>} */
  async turn(way) {
    this.parts.busy(true);
    try {
      await this.parts.rest();
      const moved = way === "undo" ? this.steps.back() : this.steps.forward();
      return moved ? await this.andTheRest(way, moved) : await this.throughHistory(way);
    } finally {
      this.parts.busy(false);
    }
  }

  /**
   * Of one step, some may be here and some in the history.
   * @param {Way} way @param {Moved} moved @returns {Promise<Outcome>}
   */
  async andTheRest(way, { ids, step }) {
    const elsewhere = step && this.parts.steps?.has(step);
    /** @type {Outcome} */
    const more = elsewhere ? await this.wholeStep(way, step) : { id: null, quote: "", n: 0 };
    if (more.way) return more;
    const n = ids.length + (more.n ?? 1);
    return n > 1 ? { id: null, quote: "", n } : { id: ids[0], quote: "" };
  }

  /** @param {Way} way @returns {Promise<Outcome | null>} */
  async throughHistory(way) {
    const action = await this.past.next(way);
    const made = await this.madeAlready();
    const step = this.stepOf(made ?? action);
    if (step) return this.wholeStep(way, step, made ? [made] : []);
    if (made) return this.taken([made]);
    return action && this.ask(action, []);
  }

  /**
   * Action by action, as long as they belong together.
   * @param {Way} way @param {string} step @param {Action[]} [made] so far
   * @returns {Promise<Outcome>}
   */
  async wholeStep(way, step, made = []) {
    for (let next; (next = await this.past.next(way)) && this.stepOf(next) === step;) {
      const { way: inTheWay, action } = await this.ask(next, made);
      if (inTheWay) return { id: null, quote: "", way: inTheWay, action };
    }
    return made.length ? this.taken(made) : { id: null, quote: "", n: 0 };
  }

  /**
   * Of several made, the highlights are looked at when the last is.
   * @param {Done} action @param {Action[]} before made for the same step
   * @returns {Promise<Outcome>}
   */
  async ask(action, before) {
    const alone = !this.stepOf(action);
    this.open = action.number;
    try {
      const made = await this.parts.undo(action.number);
      if (alone) return await this.taken([made]);
      this.open = 0;
      this.past.add(made);
      before.push(made);
      return { id: null, quote: "" };
    } catch (error) {
      if (before.length) await this.known(before);
      return this.inTheWay(action, error);
    }
  }

  /** Whatever turned it round belongs where it belongs. @param {Done | null} action @returns {string} */
  stepOf(action) {
    if (!action) return "";
    const undone = action.undoes === null ? null : this.past.actions.get(action.undoes);
    return undone ? this.stepOf(undone) : this.parts.steps?.of(action.number) ?? "";
  }

  /** What was asked for before, and was done although no answer came. @returns {Promise<Action | null>} */
  async madeAlready() {
    const asked = this.past.actions.get(this.open);
    const made = [...this.past.actions.values()].find(({ undoes }) => this.open && undoes === this.open);
    this.open = 0;
    return asked && made && "highlight" in made ? /** @type {Action} */ (made) : null;
  }

  /** @param {Action[]} made at least one @returns {Promise<Outcome>} */
  async taken(made) {
    this.open = 0;
    for (const action of made) this.past.add(action);
    const rows = await this.known(made);
    if (made.length > 1) return { id: null, quote: "", n: made.length };
    const one = rows.length === 1 ? rows[0][0] : null;
    return { id: made[0].highlight?.id ?? one, quote: made[0].highlight?.quote ?? "" };
  }

  /** How the highlights are now. @param {Action[]} made */
  async known(made) {
    const rows = await this.parts.after(made).catch(() => []);
    for (const [id, row] of rows) this.parts.queue.learn(id, row);
    return rows;
  }

  /** @param {Done} action @param {unknown} error @returns {Outcome} */
  inTheWay(action, error) {
    this.past.stale = true;
    const { detail, current } = /** @type {Failure} */ (error);
    if (detail !== "built_on") throw error;
    this.open = 0;
    return { id: null, quote: "", way: current.actions, action };
  }
}
