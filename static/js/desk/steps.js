// @ts-check
// steps.js: back and forward among the changes that the server does not have yet.  Nobody else
// has seen them, so they are no matter of history: the wish becomes what it was before.

/** @import {Content} from "./content.js" */
/** @import {Entry, SaveQueue} from "./queue.js" */

export class Steps {
  /** @param {SaveQueue} queue */
  constructor(queue) {
    this.queue = queue;
    /** @type {{id: string, wish: Content | null}[]} */ this.undone = [];
  }

  /** Something new was done: there is no way forward any more. */
  forget() {
    this.undone = [];
  }

  /** @returns {string | null} the highlight; null: there is nothing to take back */
  back() {
    const [entry] = this.open();
    const before = entry?.past?.pop();
    if (!before) return null;
    this.undone.push({ id: entry.id, wish: entry.wish });
    this.queue.wish(entry, before.wish);
    return entry.id;
  }

  /** @returns {string | null} the highlight */
  forward() {
    const next = this.undone.pop();
    if (!next) return null;
    this.queue.set(next.id, next.wish);
    return next.id;
  }

  /** Those changed last come first; over a conflict its author decides first. @returns {Entry[]} */
  open() {
    const all = [...this.queue.entries.values()];
    return all.filter((entry) => when(entry) && entry.progress !== "conflict").sort((a, b) => when(b) - when(a));
  }
}

/** @param {Entry} entry */
const when = ({ past }) => past?.at(-1)?.at ?? 0;
