// @ts-check
// margin.js: the right margin: a lane beside the lines of each passage, its card level with
// it, and a hairline from the one pointed at to its card.  Measures the page, lets layout.js
// decide, and writes the places down by CSSOM.

import { lanesOf, placeCards } from "./layout.js";
import { say } from "./say.js";

/** @import {Place} from "./layout.js" */
/**
 * @typedef {object} Noted in reading order
 * @property {string} id
 * @property {() => Range} range
 * @property {string} shade
 * @property {string} letter
 * @property {string} title
 * @property {object} mark its card's height changes with it
 * @property {boolean} open and with this
 * @property {boolean} dimmed filtered out: its lane is grey
 * @property {boolean} card it has one
 * @property {boolean} due it will have one: its room is kept
 */
/** @typedef {{open: string, near: string}} Pointed */
/**
 * @typedef {object} Parts
 * @property {HTMLElement} reading
 * @property {HTMLElement} lanes
 * @property {HTMLElement} list of cards
 * @property {SVGPathElement} leader
 */
/** @typedef {{from: number, to: number}} Box top and bottom, from the top of the text */
/** @typedef {Noted & {box: Box}} Carded */
/** @typedef {{opened: (id: string) => void, pointed: (id: string | null) => void}} Calls */

const narrow = matchMedia("(max-width: 60rem)");
const columns = { wide: { most: 4, pitch: 15 }, narrow: { most: 3, pitch: 8 } };
/**
 * Tiles and cards meet level: how far a card's own tile lies below its edge, and a lane's
 * below its passage's.
 */
const tileAt = { closed: 8, open: 12, small: 5 };
/** Lanes nearer than this, in px, meet. */
const apart = 2;
/** Cards keep their size while each stands within a few lines of its passage. */
const stray = { brief: 150, tile: 480 };
/** Of a card that is to come, in px: that of a tag with its stance. */
const usual = 56;

/** @param {Parts} parts @param {Calls} calls */
export function createMargin(parts, calls) {
  /** @type {Map<string, Box>} */ let placed = new Map();
  /** @type {Heights} */ const known = { width: 0, byId: new Map() };
  /** @type {Pointed} */ let pointed = { open: "", near: "" };

  /** Everything to its place again. @param {readonly Noted[]} noted @param {Pointed} to */
  function layOut(noted, to) {
    const boxes = drawLanes(noted);
    const carded = noted.flatMap((mark, i) => (mark.card || mark.due ? [{ ...mark, box: boxes[i] }] : []));
    const heights = measured(parts.list, carded, known);
    if (!narrow.matches) placeAll(parts.list, { carded, heights, open: to.open });
    placed = new Map(narrow.matches ? [] : carded.map(({ id, box }) => [id, box]));
    requestAnimationFrame(() => parts.list.classList.add("settled")); // from now on they glide
    point(to);
  }

  /** @param {readonly Noted[]} noted @returns {Box[]} where they are */
  function drawLanes(noted) {
    const { top } = parts.reading.getBoundingClientRect();
    const boxes = noted.map(({ range }) => boxOf(range(), top));
    writeLanes(parts.lanes, noted, boxes);
    return boxes;
  }

  /** Only what is pointed at has changed. @param {Pointed} to */
  function point(to) {
    pointed = to;
    for (const lane of parts.lanes.children) {
      const ids = /** @type {HTMLElement} */ (lane).dataset.ids?.split(" ") ?? [];
      lane.classList.toggle("on", ids.some((id) => id === to.near || id === to.open));
    }
    for (const card of parts.list.children) {
      card.classList.toggle("near", /** @type {HTMLElement} */ (card).dataset.id === to.near);
    }
    const id = to.near || to.open;
    const box = placed.get(id);
    const leader = box ? lead(parts, { id, box }) : "";
    parts.leader.setAttribute("d", leader);
  }

  parts.lanes.onclick = (event) => {
    const ids = idsOf(event);
    if (ids.length) calls.opened(ids[(ids.indexOf(pointed.open) + 1) % ids.length]);
  };
  parts.lanes.onpointerover = (event) => calls.pointed(idsOf(event)[0] ?? null);
  parts.lanes.onpointerleave = () => calls.pointed(null);
  return { layOut, drawLanes, point };
}

/** @param {Range} range @param {number} top @returns {Box} */
function boxOf(range, top) {
  const paragraph = range.startContainer.parentElement?.closest("p");
  const skipped = paragraph && !paragraph.checkVisibility({ contentVisibilityAuto: true });
  if (skipped) return guessed(paragraph, top);
  const box = range.getBoundingClientRect();
  return { from: box.top - top, to: box.bottom - top };
}

/**
 * Where a part is not laid out, because it is far away: its share of the part's height.
 * @param {HTMLElement} paragraph @param {number} top @returns {Box}
 */
function guessed(paragraph, top) {
  const part = paragraph.parentElement ?? paragraph;
  const box = part.getBoundingClientRect();
  const share = [...part.children].indexOf(paragraph) / Math.max(1, part.children.length);
  const from = box.top - top + share * box.height;
  return { from, to: from + 20 };
}

/** One lane may stand for several. @param {Event} event */
const idsOf = ({ target }) =>
  (target instanceof HTMLElement && target.dataset.ids?.split(" ")) || [];

/** @param {HTMLElement} lanes @param {readonly Noted[]} noted @param {readonly Box[]} boxes */
function writeLanes(lanes, noted, boxes) {
  const { most, pitch } = columns[narrow.matches ? "narrow" : "wide"];
  const found = lanesOf(boxes, most, apart);
  const drawn = noted.flatMap((mark, i) => (found.columns[i] < 0 ? [] : [{
    ...boxes[i], ids: mark.id, shade: mark.shade, sign: mark.letter, title: mark.title,
    kind: mark.dimmed ? "lane dimmed" : "lane", x: found.columns[i] * pitch,
  }]));
  const more = found.more.map(({ first, indexes }) => ({
    ids: indexes.map((i) => noted[i].id).join(" "), shade: "", kind: "lane more",
    sign: `+${indexes.length}`, title: say("lanes.more", { n: indexes.length }),
    from: boxes[first].from, to: Math.max(...indexes.map((i) => boxes[i].to)), x: (most - 1) * pitch,
  }));
  const all = [...drawn, ...more];
  lanesFor(lanes, all).forEach((element, i) => drawLane(element, all[i]));
}

/**
 * Each keeps its element, so that a new one leaves the others as they are; those that are no
 * longer needed serve for others, in any order.
 * @param {HTMLElement} lanes @param {readonly Lane[]} all @returns {HTMLElement[]}
 */
function lanesFor(lanes, all) {
  const there = /** @type {HTMLElement[]} */ ([...lanes.children]);
  const known = new Map(there.map((element) => [element.dataset.ids, element]));
  const kept = new Set(all.map(({ ids }) => known.get(ids)));
  const spare = there.filter((element) => !kept.has(element));
  const elements = all.map(({ ids }) => known.get(ids) ?? spare.pop() ?? document.createElement("span"));
  lanes.append(...elements.filter((element) => !element.isConnected));
  for (const element of spare) element.remove();
  return elements;
}

/**
 * No shade: it stands for several.
 * @typedef {Box & {kind: string, ids: string, shade: string, sign: string, title: string, x: number}} Lane
 */

/**
 * Only what differs is touched: there may be a thousand.
 * @param {HTMLElement} element @param {Lane} lane
 */
function drawLane(element, { kind, ids, shade, sign, title, from, to, x }) {
  const look = [kind, ids, shade, sign, title, from, to, x].join();
  if (element.dataset.look === look) return;
  element.className = kind;
  if (shade) element.dataset.f = shade;
  else delete element.dataset.f;
  Object.assign(element.dataset, { look, sign, ids });
  element.title = title;
  element.style.insetBlockStart = `${from + 2}px`;
  element.style.blockSize = `${Math.max(14, to - from - 4)}px`;
  element.style.insetInlineStart = `${x}px`;
}

/** Of cards in full. @typedef {{width: number, byId: Map<string, {mark: object, open: boolean, height: number}>}} Heights */

/**
 * Measured again are only the cards that changed.
 * @param {HTMLElement} list @param {readonly Carded[]} carded @param {Heights} known
 * @returns {number[]}
 */
function measured(list, carded, known) {
  const width = list.clientWidth;
  if (known.width !== width) known.byId.clear();
  known.width = width;
  const changed = withCards(list, carded).filter(({ id, mark, open }) => {
    const before = known.byId.get(id);
    return before?.mark !== mark || before.open !== open;
  });
  for (const { card } of changed) card.classList.remove("brief", "tiny");
  for (const { id, mark, open, card } of changed) {
    known.byId.set(id, { mark, open, height: card.offsetHeight });
  }
  return carded.map(({ id }) => known.byId.get(id)?.height ?? usual);
}

/** @param {HTMLElement} list @param {readonly Carded[]} carded */
function withCards(list, carded) {
  const cards = /** @type {HTMLElement[]} */ ([...list.children]);
  return carded.flatMap((one, place) => (one.card ? [{ ...one, place }] : []))
    .map((one, i) => ({ ...one, card: cards[i] }));
}

/**
 * @param {HTMLElement} list
 * @param {{carded: Carded[], heights: number[], open: string}} all
 */
function placeAll(list, { carded, heights, open }) {
  const room = { ...roomOf(list), open: carded.findIndex(({ id }) => id === open) };
  const wanted = heights.map((full, i) => ({
    want: carded[i].box.from - (i === room.open ? tileAt.open : tileAt.closed), full,
  }));
  const places = placeCards(wanted, room);
  const ends = places.map(({ y, form }, i) => y + (form === "full" ? heights[i] : room.brief));
  for (const { card, place } of withCards(list, carded)) put(card, places[place]);
  list.style.blockSize = `${Math.max(0, ...ends)}px`;
}

/** @param {HTMLElement} list */
function roomOf(list) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const brief = 1.75 * rem;
  return { brief, pitch: brief, row: Math.max(1, Math.floor(list.clientWidth / brief)), gap: 2, stray };
}

/** @param {HTMLElement | undefined} card @param {Place} place */
function put(card, { x, y, form }) {
  if (!card) return;
  card.classList.toggle("brief", form === "brief");
  card.classList.toggle("tiny", form === "tile");
  const top = `${y}px`;
  if (card.style.insetBlockStart !== top) card.style.insetBlockStart = top;
  if (form === "tile") card.style.setProperty("--x", `${x}px`);
}

/**
 * From the lane, level with its tile, to the card.
 * @param {Parts} parts @param {{id: string, box: Box}} mark
 */
function lead({ reading, lanes, list }, { id, box }) {
  const lane = lanes.querySelector(`[data-ids*="${id}"]`);
  /** @type {HTMLElement | null} */ const card = list.querySelector(`[data-id="${id}"]`);
  if (!lane || !card) return "";
  const home = reading.getBoundingClientRect();
  const [from, to] = [lane.getBoundingClientRect(), card.getBoundingClientRect()];
  const rtl = reading.dir === "rtl";
  const x1 = (rtl ? from.left - 1 : from.right + 1) - home.left;
  const x2 = (rtl ? to.right : to.left) - home.left;
  const y = parseFloat(card.style.insetBlockStart) + tileIn(card) + 9.5;
  return `M${x1} ${box.from + 9.5}H${x2 + (rtl ? 8 : -8)}V${y}H${x2}`;
}

/** How far below its edge a card has its tile. @param {HTMLElement} card */
function tileIn({ classList }) {
  if (classList.contains("open")) return tileAt.open;
  return classList.contains("brief") || classList.contains("tiny") ? tileAt.small : tileAt.closed;
}
