// @ts-check
// tabs.js: several tabs with the same statement are one desk.  One of them leads: it alone
// sends, so nothing goes out twice.  The others keep what is wished in them, hand it over, and
// show what the first one tells.  When it is gone, the next one leads, with what was kept.

/** @import {Highlight} from "../types.js" */
/** @import {Act, Base, Entry, Kept, SaveQueue, Trouble} from "./queue.js" */
/** @typedef {{id: string, row?: Highlight | null, base?: Base, until: number}} Had */
/**
 * @typedef {object} Message Each is one of these.
 * @property {Kept} [wish] of a tab that does not lead
 * @property {{act: Act, id: string}} [ask] the same
 * @property {true} [hello] how does it stand?
 * @property {{trouble: Trouble, entries: Entry[]}} [state] of the one that leads
 * @property {Had} [had] the server has it so
 */
/**
 * @typedef {object} Ways
 * @property {Pick<BroadcastChannel, "postMessage"> & {onmessage: any}} channel to the other tabs
 * @property {(lead: () => void) => void} elect calls when this tab leads; then it does until it is gone
 * @property {{read: () => Promise<Kept[]>, unkept: Set<string>}} store
 * @property {() => void} acted another tab did something
 */

export class Tabs {
  /** @param {SaveQueue} queue @param {Ways} ways */
  constructor(queue, ways) {
    this.queue = queue;
    this.ways = ways;
    this.telling = false;
    /** Wished in this tab and not told of by the one that leads: until when. @type {Map<string, number>} */
    this.mine = new Map();
    queue.leads = false;
    queue.told = {
      wished: (entry) => { if (!queue.leads) this.handOver(entry); },
      asked: (act, id) => this.post({ ask: { act, id } }),
      had: (id, row, until) => this.post({ had: { id, row, base: queue.bases.get(id), until } }),
    };
    ways.channel.onmessage = (/** @type {{data: Message}} */ { data }) => this.hear(data);
    this.shown = ways.store.read().then((all) => queue.restore(all));
    this.post({ hello: true });
    ways.elect(() => void this.lead());
  }

  /** @param {Entry} entry */
  handOver(entry) {
    this.mine.set(entry.id, entry.at ?? 0);
    this.post({ wish: plain(entry) });
  }

  /** @param {Message} message */
  post(message) {
    this.ways.channel.postMessage(message);
  }

  /** From now on this tab sends what is kept, and what is wished here while it looks for that. */
  async lead() {
    const { queue, ways } = this;
    await this.shown;
    const before = new Map(this.mine);
    const all = await ways.store.read();
    const isNew = (/** @type {string} */ id) => this.mine.get(id) !== before.get(id);
    for (const id of queue.entries.keys()) if (!ways.store.unkept.has(id) && !isNew(id)) queue.entries.delete(id);
    this.mine.clear();
    for (const entry of queue.entries.values()) Object.assign(entry, { progress: "waiting", notBefore: 0 });
    Object.assign(queue, { leads: true, trouble: "" });
    queue.restore(all);
  }

  /** How it stands, to the others: once, however much changes meanwhile. */
  tell() {
    if (this.telling || !this.queue.leads) return;
    this.telling = true;
    queueMicrotask(() => {
      this.telling = false;
      const { trouble, entries } = this.queue;
      this.post({ state: { trouble, entries: [...entries.values()] } });
    });
  }

  /** @param {Message} message */
  hear({ wish, ask, hello, state, had }) {
    const { queue } = this;
    if (had) this.learn(had);
    if (state && !queue.leads) this.mirror(state);
    if (!queue.leads) return;
    if (wish) this.adopt(wish);
    if (ask) queue[ask.act](ask.id);
    if (hello) this.tell();
  }

  /** What another tab wishes is sent from here. @param {Kept} kept */
  adopt(kept) {
    const { queue } = this;
    const entry = queue.entries.get(kept.id) ?? queue.fresh(kept.id);
    if ((entry.at ?? -1) >= (kept.at ?? 0)) return;
    entry.base ??= kept.base;
    entry.past = kept.past;
    queue.stamp = Math.max(queue.stamp, kept.at ?? 0);
    queue.wish(entry, kept.wish, kept.at);
  }

  /** @param {Had} had */
  learn({ id, row, base, until }) {
    const { queue } = this;
    if (base) queue.bases.set(id, base);
    if (row !== undefined) queue.parts.saved(id, row?.deleted_at ? null : row);
    if (base && queue.entries.has(id) && !queue.leads) Object.assign(queue.entries.get(id) ?? {}, { base });
    if (until >= (queue.entries.get(id)?.at ?? 0) && !queue.leads) queue.entries.delete(id);
    if (until >= (this.mine.get(id) ?? 0)) this.mine.delete(id);
    this.ways.acted();
    queue.parts.changed();
  }

  /** @param {{trouble: Trouble, entries: Entry[]}} state */
  mirror({ trouble, entries }) {
    const { queue } = this;
    queue.trouble = trouble;
    const told = new Set(entries.map(({ id }) => id));
    for (const id of queue.entries.keys()) if (!told.has(id) && !this.mine.has(id)) queue.entries.delete(id);
    for (const entry of entries) this.take(entry);
    queue.ready = true;
    queue.parts.changed();
  }

  /** Unless something later was wished here. @param {Entry} entry */
  take(entry) {
    const { at = 0, id } = entry;
    if ((this.mine.get(id) ?? 0) > at) return;
    this.mine.delete(id);
    this.queue.entries.set(id, entry);
  }
}

/** @param {Entry} entry @returns {Kept} */
const plain = ({ id, wish, base, tried, since, at, past }) => ({ id, wish, base, tried, since, at, past });

/**
 * The browser's own ways; without locks each tab sends for itself, which makes nothing double
 * either.
 * @param {SaveQueue} queue @param {string} name the same in tabs that are one desk
 * @param {Pick<Ways, "store" | "acted">} parts @returns {Tabs | null}
 */
export function joinTabs(queue, name, parts) {
  if (!navigator.locks || !globalThis.BroadcastChannel) return null;
  const held = new Promise(() => {});
  return new Tabs(queue, {
    ...parts,
    channel: new BroadcastChannel(name),
    elect: (lead) => void navigator.locks.request(name, () => { lead(); return held; }),
  });
}
