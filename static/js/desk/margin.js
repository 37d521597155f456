// @ts-check
// margin.js: the right margin: a lane beside the lines of each passage, its card level with
// it, and a hairline from the one pointed at to its card.  Measures the page, lets layout.js
// decide, and writes the places down by CSSOM.

import { lanesOf, placeCards } from "./layout.js";
import { say } from "./say.js";

/** @import {Place} from "./layout.js" */
/** @typedef {{id: string, range: Range, shade: string, letter: string, title: string}} Noted in reading order */
/** @typedef {{open: string | null, near: string | null}} Pointed */
/** @typedef {{reading: HTMLElement, lanes: HTMLElement, list: HTMLElement, leader: SVGPathElement}} Parts */
/** @typedef {{from: number, to: number}} Box top and bottom, from the top of the text */
/** @typedef {{opened: (id: string) => void, pointed: (id: string | null) => void}} Calls */

const narrow = matchMedia("(max-width: 60rem)");
const columns = { wide: { most: 4, pitch: 15 }, narrow: { most: 3, pitch: 8 } };
/** Tiles and cards meet level: how far a card's own tile lies below its edge, and a lane's below its passage's. */
const tileAt = { closed: 8, open: 12 };
/** Lanes nearer than this, in px, meet. */
const apart = 2;
/** Cards keep their size while each stands within a few lines of its passage. */
const stray = { brief: 150, tile: 480 };

/** @param {Parts} parts @param {Calls} calls */
export function createMargin(parts, calls) {
  /** @type {Noted[]} */ let noted = [];
  /** @type {Box[]} */ let boxes = [];
  /** @type {Place[]} */ let places = [];
  /** @type {Pointed} */ let pointed = { open: null, near: null };

  /** Everything to its place again. @param {readonly Noted[]} now @param {Pointed} to */
  function layOut(now, to) {
    noted = [...now];
    pointed = to;
    const top = parts.reading.getBoundingClientRect().top;
    boxes = noted.map(({ range }) => boxOf(range, top));
    drawLanes(parts.lanes, noted, boxes);
    places = narrow.matches ? [] : placeAll(parts.list, { noted, boxes, open: to.open });
    point(to);
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
    const at = noted.findIndex(({ id }) => id === (pointed.near ?? pointed.open));
    parts.leader.setAttribute("d", at < 0 || !places[at] ? "" : lead(parts, { id: noted[at].id, box: boxes[at] }));
  }

  parts.lanes.onclick = (event) => {
    const ids = idsOf(event);
    if (ids.length) calls.opened(ids[(ids.indexOf(pointed.open ?? "") + 1) % ids.length]);
  };
  parts.lanes.onpointerover = (event) => calls.pointed(idsOf(event)[0] ?? null);
  parts.lanes.onpointerleave = () => calls.pointed(null);
  return { layOut, point };
}

/** @param {Range} range @param {number} top @returns {Box} */
function boxOf(range, top) {
  const paragraph = range.startContainer.parentElement;
  if (paragraph && !paragraph.checkVisibility({ contentVisibilityAuto: true })) return guessed(paragraph, top);
  const box = range.getBoundingClientRect();
  return { from: box.top - top, to: box.bottom - top };
}

/** Where a part is not laid out, because it is far away: its share of the part's height. @param {HTMLElement} paragraph @param {number} top @returns {Box} */
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
function drawLanes(lanes, noted, boxes) {
  const { most, pitch } = columns[narrow.matches ? "narrow" : "wide"];
  const found = lanesOf(boxes, most, apart);
  const drawn = noted.flatMap((mark, i) => (found.columns[i] < 0 ? [] : [
    lane({ ids: [mark.id], shade: mark.shade, sign: mark.letter, title: mark.title }, boxes[i], found.columns[i] * pitch),
  ]));
  const more = found.more.map(({ first, indexes }) => lane({
    ids: indexes.map((i) => noted[i].id),
    shade: "",
    sign: `+${indexes.length}`,
    title: say("lanes.more", { n: indexes.length }),
  }, { from: boxes[first].from, to: Math.max(...indexes.map((i) => boxes[i].to)) }, (most - 1) * pitch));
  lanes.replaceChildren(...drawn, ...more);
}

/** @param {{ids: string[], shade: string, sign: string, title: string}} mark @param {Box} box @param {number} x */
function lane({ ids, shade, sign, title }, { from, to }, x) {
  const element = document.createElement("span");
  element.className = ids.length > 1 || !shade ? "lane more" : "lane";
  if (shade) element.dataset.f = shade;
  Object.assign(element.dataset, { sign, ids: ids.join(" ") });
  element.title = title;
  element.style.insetBlockStart = `${from + 2}px`;
  element.style.blockSize = `${Math.max(14, to - from - 4)}px`;
  element.style.insetInlineStart = `${x}px`;
  return element;
}

/** @param {HTMLElement} list @param {{noted: Noted[], boxes: Box[], open: string | null}} all @returns {Place[]} */
function placeAll(list, { noted, boxes, open }) {
  const cards = /** @type {HTMLElement[]} */ ([...list.children]);
  for (const card of cards) card.classList.remove("brief", "tiny");
  const heights = cards.map((card) => card.offsetHeight);
  const opened = noted.findIndex(({ id }) => id === open);
  const wanted = noted.map((_, i) => ({
    want: boxes[i].from - (i === opened ? tileAt.open : tileAt.closed),
    full: heights[i] ?? 0,
  }));
  const places = placeCards(wanted, { ...roomOf(list), open: opened });
  const ends = places.map(({ y, form }, i) => y + (form === "full" ? heights[i] : roomOf(list).brief));
  cards.forEach((card, i) => put(card, places[i]));
  list.style.blockSize = `${Math.max(0, ...ends)}px`;
  return places;
}

/** @param {HTMLElement} list */
function roomOf(list) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const brief = 1.75 * rem;
  return { brief, pitch: brief, row: Math.max(1, Math.floor(list.clientWidth / brief)), gap: 2, stray };
}

/** @param {HTMLElement} card @param {Place | undefined} place */
function put(card, place) {
  if (!place) return;
  card.classList.toggle("brief", place.form === "brief");
  card.classList.toggle("tiny", place.form === "tile");
  card.style.insetBlockStart = `${place.y}px`;
  card.style.setProperty("--x", `${place.x}px`);
}

/**
 * From the lane, level with its tile, to the card.
 * @param {Parts} parts @param {{id: string, box: Box}} mark
 */
function lead({ reading, lanes, list }, { id, box }) {
  const lane = [...lanes.children].find((element) => /** @type {HTMLElement} */ (element).dataset.ids?.includes(id));
  const card = [...list.children].find((element) => /** @type {HTMLElement} */ (element).dataset.id === id);
  if (!lane || !(card instanceof HTMLElement)) return "";
  const home = reading.getBoundingClientRect();
  const [from, to] = [lane.getBoundingClientRect(), card.getBoundingClientRect()];
  const rtl = reading.dir === "rtl";
  const x1 = (rtl ? from.left - 1 : from.right + 1) - home.left;
  const x2 = (rtl ? to.right : to.left) - home.left;
  const tile = card.classList.contains("open") ? tileAt.open : card.className.match(/brief|tiny/) ? 5 : tileAt.closed;
  const y = parseFloat(card.style.insetBlockStart) + tile + 9.5;
  return `M${x1} ${box.from + 9.5}H${x2 + (rtl ? 8 : -8)}V${y}H${x2}`;
}
