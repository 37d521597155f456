// @ts-check
// contexts.js: what the bar and the cards are given of the desk, and what they may ask of it.

import { projectPath } from "../frame.js";

/** @import {BarContext} from "./bar.js" */
/** @import {CardContext} from "./cards.js" */
/** @import {Desk} from "./desk.js" */

/** @param {Desk} desk @returns {BarContext} */
export function barContext(desk) {
  const { model, shown, store, state } = desk;
  return {
    model,
    library: projectPath(state.project.slug),
    unkept: store.unkept.size > 0,
    stranger: shown.stranger,
    quote: shown.quote,
    calls: {
      keys: () => desk.keys(),
      walk: () => desk.walk(1),
      wake: () => desk.wake(),
      takeBack: () => desk.takeBack(),
      ...troubleCalls(desk),
    },
  };
}

/** @param {Desk} desk @returns {CardContext} */
export function cardContext(desk) {
  const { book, model, shown, state } = desk;
  return {
    open: shown.open,
    copied: shown.copied,
    signs: book.signs,
    mayMark: model.mayMark,
    speaker: state.statement.speaker?.id ?? null,
    mayChange: (mark) => model.mayChange(mark),
    isMine: (mark) => model.isMine(mark),
    paragraph: (mark) => desk.paragraphOf(mark),
    link: (id) => projectPath(state.project.slug, `/h/${id}`),
    calls: cardCalls(desk),
  };
}

/** @param {Desk} desk @returns {CardContext["calls"]} */
const cardCalls = (desk) => ({
  toggle: (id) => (id === desk.shown.open ? desk.close() : desk.open(id)),
  point: (id) => desk.point(id),
  walk: (way) => desk.walk(way),
  close: () => desk.close(),
  change: (id, part, tag) => desk.change(id, part, tag),
  remove: (id) => desk.remove(id),
  copy: (event, id) => desk.copyLink(event, id),
  ...troubleCalls(desk),
});

/** @param {Desk} desk */
const troubleCalls = (desk) => ({
  compare: (/** @type {string} */ id) => desk.compare(id),
  retry: (/** @type {string} */ id) => desk.model.queue.retry(id),
  discard: (/** @type {string} */ id) => desk.model.queue.discard(id),
});
