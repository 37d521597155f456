// @ts-check
// ledger.mjs: holds what was wished and what was answered against what the database has in
// the end.  Every state that an answer told must stand in the history; every change there
// must have been wished, once; and the rows must be what the history comes to.

/** @typedef {any} Content of a highlight, as the desk has it; null: deleted */
/** @typedef {{id: string, content: Content}} Wish */
/**
 * @typedef {object} Claim What the server said of a highlight.
 * @property {string} id
 * @property {number} revision
 * @property {Content} content
 * @property {string} how
 * @property {boolean} [done] it said that this very request made it so
 */
/** @typedef {{id: string, content: Content}} View how a page showed it in the end */
/** A statement that was sent. @typedef {{title: string, id: number | null, dropped: boolean}} Attempt
 *   id: as answered; dropped: it was told that it is gone */
/** @typedef {{undoes: number, number: number | null}} Undo number: of the action, as answered */
/**
 * @typedef {object} Told
 * @property {number} member
 * @property {Wish[]} wishes
 * @property {Claim[]} claims
 * @property {View[]} views
 * @property {Attempt[]} attempts
 * @property {Undo[]} undos
 */
/** @typedef {{seq: number, table: string, key: any, before: any, after: any}} Event */
/** @typedef {{number: number, member: number, kind: string, undoes: number | null, events: Event[]}} Action */
/**
 * @typedef {object} Stored What the database has.
 * @property {Action[]} actions
 * @property {{id: string, revision: number, content: Content}[]} highlights
 * @property {{id: number, title: string, deleted: boolean}[]} statements
 * @property {Map<number, string>} tags keys, by id
 * @property {Map<number, string>} actors names, by id
 */
/** @typedef {"lost" | "doubled" | "half done"} Kind */
/** @typedef {{kind: Kind, what: string}} Finding */
/** @typedef {{revision: number, member: number, action: number, undo: boolean, key: string}} Step of a highlight's life */

/** Two contents are equal when these texts are. @param {Content} content */
export function keyOf(content) {
  if (!content) return "deleted";
  const { statement, start, end, note, actor, taggings } = content;
  const tags = taggings.map((/** @type {any} */ { tag, stance }) => `${tag}:${stance ?? ""}`).sort();
  return JSON.stringify([statement, start, end, note || "", actor?.name ?? "", tags]);
}

/** @param {Told[]} told @param {Stored} stored @returns {Finding[]} */
export function findings(told, stored) {
  /** @type {Finding[]} */ const found = [];
  const tell = (/** @type {Kind} */ kind, /** @type {string} */ what) => void found.push({ kind, what });
  const lives = relive(stored, tell);
  compareRows(lives, stored, tell);
  for (const one of told) {
    compareClaims(one, lives, tell);
    compareWishes(one, lives, tell);
    compareViews(one, lives, tell);
    compareStatements(one, stored, tell);
    compareUndos(one, stored, tell);
  }
  compareThanks(told, tell);
  return found;
}

/** @typedef {(kind: Kind, what: string) => void} Tell */
/** @typedef {Map<string, Step[]>} Lives */

/** Plays the history again. @param {Stored} stored @param {Tell} tell @returns {Lives} */
function relive(stored, tell) {
  /** @type {Lives} */ const lives = new Map();
  /** @type {Map<string, any>} */ const rows = new Map();
  /** @type {Map<string, Map<number, string | null>>} */ const taggings = new Map();
  for (const [at, action] of stored.actions.entries()) {
    if (action.number !== at + 1) tell("half done", `action ${action.number} is the ${at + 1}th`);
    if (!action.events.length) tell("half done", `action ${action.number} (${action.kind}) without events`);
    const changed = new Set(action.events.flatMap((event) => play(event, rows, taggings)));
    if (action.kind.startsWith("highlight_") && changed.size !== 1)
      tell("half done", `action ${action.number} (${action.kind}) changes ${changed.size} highlights`);
    for (const id of changed) {
      const row = rows.get(id);
      const life = lives.get(id) ?? [];
      const key = keyOf(contentOf(row, taggings.get(id), stored));
      if (row.revision !== life.length + 1)
        tell("half done", `${id}: revision ${row.revision} after ${life.length}, action ${action.number}`);
      lives.set(id, [...life, { revision: row.revision, member: action.member, action: action.number, undo: action.undoes !== null, key }]);
    }
  }
  return lives;
}

/** @param {Event} event @param {Map<string, any>} rows @param {Map<string, Map<number, string | null>>} taggings
 * @returns {string[]} the highlight that it changes, if it does */
function play({ table, key, after }, rows, taggings) {
  if (table === "highlight") {
    rows.set(key.id, { ...rows.get(key.id), ...after });
    return [key.id];
  }
  if (table === "tagging") {
    const tags = taggings.get(key.highlight_id) ?? new Map();
    if (after) tags.set(key.tag_id, after.stance ?? null);
    else tags.delete(key.tag_id);
    taggings.set(key.highlight_id, tags);
  }
  return [];
}

/** @param {any} row @param {Map<number, string | null> | undefined} tags @param {Stored} stored @returns {Content} */
function contentOf(row, tags, stored) {
  if (row.deleted_at) return null;
  return {
    statement: row.statement_id, start: row.start_at, end: row.end_at, note: row.note,
    actor: row.actor_id ? { name: stored.actors.get(row.actor_id) } : null,
    taggings: [...(tags ?? [])].map(([tag, stance]) => ({ tag: stored.tags.get(tag), stance })),
  };
}

/** @param {Lives} lives @param {Stored} stored @param {Tell} tell */
function compareRows(lives, stored, tell) {
  const rows = new Map(stored.highlights.map((row) => [row.id, row]));
  for (const id of new Set([...rows.keys(), ...lives.keys()])) {
    const row = rows.get(id);
    const last = lives.get(id)?.at(-1);
    if (row?.revision !== last?.revision || !row || keyOf(row.content) !== last?.key)
      tell("half done", `${id}: the row is ${row?.revision} ${keyOf(row?.content)}, its history says ${last?.revision} ${last?.key}`);
  }
}

/** @param {Told} told @param {Lives} lives @param {Tell} tell */
function compareClaims({ member, claims }, lives, tell) {
  for (const { id, revision, content, how, done } of claims) {
    const step = lives.get(id)?.[revision - 1];
    const said = `${how} told member ${member} of ${id} revision ${revision} ${keyOf(content)}`;
    if (!step || step.key !== keyOf(content)) tell("lost", `${said}; there is ${step?.key ?? "no such revision"}`);
    else if (done && step.member !== member) tell("lost", `${said}; it is by member ${step.member}`);
  }
}

/** Two were told that they had made the same revision. @param {Told[]} told @param {Tell} tell */
function compareThanks(told, tell) {
  const seen = new Set();
  for (const { id, revision, done } of told.flatMap(({ claims }) => claims)) {
    if (!done) continue;
    if (seen.has(`${id} ${revision}`)) tell("doubled", `${id} revision ${revision} was acknowledged twice`);
    seen.add(`${id} ${revision}`);
  }
}

/**
 * A member's changes of a highlight are wishes of that member's, in their order, each at most
 * once: some are never sent, since another one came after them.
 * @param {Told} told @param {Lives} lives @param {Tell} tell
 */
function compareWishes({ member, wishes }, lives, tell) {
  /** @type {Map<string, string[]>} */ const wished = new Map();
  for (const { id, content } of wishes) wished.set(id, [...(wished.get(id) ?? []), keyOf(content)]);
  for (const [id, life] of lives) {
    const rest = [...(wished.get(id) ?? [])];
    for (const step of life.filter((one) => one.member === member && !one.undo)) {
      const at = rest.indexOf(step.key);
      if (at < 0) tell("doubled", `${id} revision ${step.revision}, action ${step.action}: ${step.key} not wished, or done before`);
      rest.splice(0, at + 1);
    }
  }
}

/** What a page shows of a highlight that it was the last to change. @param {Told} told @param {Lives} lives @param {Tell} tell */
function compareViews({ member, views }, lives, tell) {
  for (const { id, content } of views) {
    const last = lives.get(id)?.at(-1);
    if (last ? last.member === member && last.key !== keyOf(content) : content)
      tell("lost", `member ${member} sees ${id} as ${keyOf(content)}; there is ${last?.key ?? "nothing"}`);
  }
}

/** @param {Told} told @param {Stored} stored @param {Tell} tell */
function compareStatements({ attempts }, { actions, statements }, tell) {
  const events = actions.flatMap((action) => action.events);
  const born = new Set(events.filter(({ table, before }) => table === "statement" && !before).map(({ key }) => key.id));
  /** @type {Map<string, typeof statements>} */ const entitled = new Map();
  for (const row of statements) entitled.set(row.title, [...(entitled.get(row.title) ?? []), row]);
  for (const { title, id, dropped } of attempts) {
    const [first, second] = entitled.get(title) ?? [];
    if (second) tell("doubled", `statement «${title}» is there as ${first.id} and ${second.id}`);
    if (id && first?.id !== id) tell("lost", `statement ${id} «${title}» was acknowledged`);
    if (first && !born.has(first.id)) tell("half done", `statement ${first.id} is in no action`);
    if (dropped && !first?.deleted) tell("lost", `statement ${id} was deleted, and is there`);
  }
}

/** An action is undone once. @param {Told} told @param {Stored} stored @param {Tell} tell */
function compareUndos({ undos }, { actions }, tell) {
  for (const { undoes, number } of undos) {
    const these = actions.filter((action) => action.undoes === undoes);
    if (these.length > 1) tell("doubled", `action ${undoes} is undone by ${these.map((one) => one.number).join(" and ")}`);
    if (number && these[0]?.number !== number) tell("lost", `undoing ${undoes} was acknowledged as ${number}`);
  }
}
