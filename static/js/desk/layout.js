// @ts-check
// layout.js: where things stand beside the text.  Pure arithmetic in pixels from the top of
// the text; the pages' own geometry comes in as numbers.

/** @typedef {{from: number, to: number}} Span half-open; given by rising `from` */

/**
 * For each span the lowest number that no span before it has which it meets: the depth of an
 * underline, the column of a lane.
 * @param {readonly Span[]} spans @param {number} [apart] nearer than this is a meeting too
 * @returns {number[]}
 */
export function firstFree(spans, apart = 0) {
  /** Where the last span with each number ends. @type {number[]} */
  const ends = [];
  return spans.map(({ from, to }) => {
    let number = 0;
    while (ends[number] + apart > from) number++;
    ends[number] = to;
    return number;
  });
}

/**
 * @typedef {object} Lanes
 * @property {number[]} columns -1: not drawn itself
 * @property {{first: number, indexes: number[]}[]} more what stands for those that have no column
 */

/**
 * A column for each span.  Where more than `most` would stand side by side, the last column
 * tells how many more there are.
 * @param {readonly Span[]} spans @param {number} most @param {number} apart @returns {Lanes}
 */
export function lanesOf(spans, most, apart) {
  const columns = firstFree(spans, apart);
  const beyond = spans.flatMap((_, i) => (columns[i] >= most - 1 ? [i] : []));
  /** @type {Lanes["more"]} */
  const more = [];
  for (const run of runsOf(beyond.map((i) => spans[i]), apart)) {
    const indexes = run.map((i) => beyond[i]);
    if (!indexes.some((i) => columns[i] >= most)) continue;
    more.push({ first: indexes[0], indexes });
    for (const i of indexes) columns[i] = -1;
  }
  return { columns, more };
}

/**
 * The spans that meet, each run by itself.
 * @param {readonly Span[]} spans @param {number} apart @returns {number[][]}
 */
function runsOf(spans, apart) {
  /** @type {number[][]} */
  const runs = [];
  let end = -Infinity;
  spans.forEach(({ from, to }, i) => {
    if (from >= end + apart) runs.push([]);
    runs[runs.length - 1].push(i);
    end = Math.max(end, to);
  });
  return runs;
}

/** @typedef {"full" | "brief" | "tile"} Form */
/** @typedef {{want: number, full: number}} Card where its tile meets its lane's; its whole height */
/** @typedef {{y: number, x: number, form: Form}} Place x: from the column's edge */
/**
 * @typedef {object} Room
 * @property {number} brief height of a card's first line
 * @property {number} row how many tiles stand in a row
 * @property {number} pitch from tile to tile
 * @property {number} gap between cards
 * @property {{brief: number, tile: number}} stray how far from its passage a card may stand
 *   before those that push it shrink to that
 * @property {number} open index of the open card, -1 for none
 */

/**
 * Each card takes the first free place from its wish downwards; the open one always gets its
 * own and pushes those before it up.  What pushes a card too far from its passage shrinks to
 * its first line, then to tiles in a row.
 * @param {readonly Card[]} cards in reading order @param {Room} room @returns {Place[]}
 */
export function placeCards(cards, room) {
  /** @type {Form[]} */
  const forms = cards.map(() => "full");
  let places = settle(cards, forms, room);
  for (const form of /** @type {const} */ (["brief", "tile"])) {
    for (let pushing = [-1]; pushing.length > 0;) {
      pushing = pushers(places, { cards, room, form });
      for (const i of pushing) forms[i] = form;
      places = settle(cards, forms, room);
    }
  }
  return places;
}

/**
 * The cards that shrink next: for each that strays, the nearest one that pushes it.
 * @param {readonly Place[]} places
 * @param {{cards: readonly Card[], room: Room, form: "brief" | "tile"}} how
 * @returns {number[]}
 */
function pushers(places, { cards, room, form }) {
  const end = (/** @type {number} */ i) =>
    places[i].y + (places[i].form === "full" ? cards[i].full : room.brief) + room.gap;
  const touch = (/** @type {number} */ i) => places[i].y <= end(i - 1) + 1;
  const may = (/** @type {number} */ i) => i !== room.open && ![form, "tile"].includes(places[i].form);
  return cards.flatMap(({ want }, i) => {
    const off = places[i].y - want;
    if (Math.abs(off) <= room.stray[form]) return [];
    let at = off > 0 ? i - 1 : i;
    if (off > 0) while (at >= 0 && touch(at + 1) && !may(at)) at--;
    else while (at < cards.length - 1 && touch(at + 1) && !may(at)) at++;
    const pushes = at >= 0 && may(at) && (off < 0 || touch(at + 1));
    return pushes ? [at] : [];
  });
}

/** @typedef {{cards: number[], want: number, height: number, open: boolean}} Row */

/**
 * @param {readonly Card[]} cards @param {readonly Form[]} forms @param {Room} room
 * @returns {Place[]}
 */
function settle(cards, forms, room) {
  const rows = rowsOf(cards, forms, room);
  const tops = pushUp(rows, pushDown(rows, room.gap), room.gap);
  /** @type {Place[]} */
  const places = [];
  rows.forEach((row, i) => row.cards.forEach((card, column) => {
    places[card] = { y: tops[i], x: column * room.pitch, form: forms[card] };
  }));
  return places;
}

/** @param {readonly Card[]} cards @param {readonly Form[]} forms @param {Room} room */
function rowsOf(cards, forms, room) {
  /** @type {Row[]} */
  const rows = [];
  cards.forEach(({ want, full }, i) => {
    const last = rows.at(-1);
    const joins = forms[i] === "tile" && last && forms[last.cards[0]] === "tile";
    if (joins && last.cards.length < room.row) return void last.cards.push(i);
    const height = forms[i] === "full" ? full : room.brief;
    rows.push({ cards: [i], want, height, open: i === room.open });
  });
  return rows;
}

/** @param {readonly Row[]} rows @param {number} gap @returns {number[]} */
function pushDown(rows, gap) {
  let edge = 0;
  return rows.map(({ want, height, open }) => {
    const top = open ? Math.max(0, want) : Math.max(want, edge);
    edge = top + height + gap;
    return top;
  });
}

/**
 * Those before the open one make way for it, but none leaves the column at its top.
 * @param {readonly Row[]} rows @param {number[]} tops @param {number} gap
 */
function pushUp(rows, tops, gap) {
  const open = rows.findIndex((row) => row.open);
  for (let i = open - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - gap - rows[i].height);
  let edge = 0;
  return tops.map((top, i) => {
    const settled = Math.max(top, edge);
    edge = settled + rows[i].height + gap;
    return settled;
  });
}
