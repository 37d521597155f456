// @ts-check
// undoing.js: undo and redo at the desk.  What the server does not have yet is simply taken
// back; all else goes through the history, where others see it, and where it may turn out that
// somebody has built on it.

import { Past } from "./past.js";
import { Steps } from "./steps.js";

/** @import {Action, ActionRef, Highlight, List} from "../types.js" */
/** @import {Done, Way} from "./past.js" */
/** @import {Failure, SaveQueue} from "./queue.js" */
/**
 * @typedef {object} UndoingParts
 * @property {SaveQueue} queue
 * @property {() => Promise<void>} rest until nothing is under way, or the server is away
 * @property {(on: boolean) => void} busy
 * @property {(cursor: string | null) => Promise<List<Action>>} fetch
 * @property {(number: number) => Promise<Action>} undo
 * @property {(made: Action) => Promise<[string, Highlight | null][]>} after how the highlights are that it changed
 */
/** @typedef {{id: string | null, quote: string, way?: ActionRef[], action?: Done}} Outcome way: others stand in it */

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
      const id = way === "undo" ? this.steps.back() : this.steps.forward();
      return id ? { id, quote: "" } : await this.throughHistory(way);
    } finally {
      this.parts.busy(false);
    }
  }

  /** @param {Way} way @returns {Promise<Outcome | null>} */
  async throughHistory(way) {
    const action = await this.past.next(way);
    const made = await this.madeAlready();
    if (made) return this.taken(made);
    if (!action) return null;
    this.open = action.number;
    try {
      return await this.taken(await this.parts.undo(action.number));
    } catch (error) {
      return this.inTheWay(action, error);
    }
  }

  /** What was asked for before, and was done although no answer came. @returns {Promise<Action | null>} */
  async madeAlready() {
    const asked = this.past.actions.get(this.open);
    const made = [...this.past.actions.values()].find(({ undoes }) => this.open && undoes === this.open);
    this.open = 0;
    return asked && made && "highlight" in made ? /** @type {Action} */ (made) : null;
  }

  /** @param {Action} made @returns {Promise<Outcome>} */
  async taken(made) {
    this.open = 0;
    this.past.add(made);
    const rows = await this.parts.after(made).catch(() => []);
    for (const [id, row] of rows) this.parts.queue.learn(id, row);
    const one = rows.length === 1 ? rows[0][0] : null;
    return { id: made.highlight?.id ?? one, quote: made.highlight?.quote ?? "" };
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
