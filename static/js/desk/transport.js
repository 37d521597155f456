// @ts-check
// transport.js: carries the queue's requests to the API, and tells it the time.

import { inProject, send } from "../api.js";
import { isLeft, placeOf, rowOf } from "./left.js";

/** @import {Answer, Request} from "./queue.js" */

/** A request without an answer for so long is broken off and sent again. */
const patience = 30_000;

/**
 * @param {Request} request
 * @returns {Promise<Answer>} rejects with a Refusal, or the signal's reason
 */
export const carry = (request) => (isLeft(request.id) ? carryLeft(request) : carryHighlight(request));

/** @param {Request} request @returns {Promise<Answer>} */
const carryHighlight = ({ method, id, revision, body }) =>
  send(method, inProject("highlights", id), {
    body,
    revision: revision ?? undefined,
    signal: AbortSignal.timeout(patience),
  });

/**
 * It has no revision: whether it was so already makes no difference to the answer.
 * @param {Request} request @returns {Promise<Answer>}
 */
async function carryLeft({ method, id, body }) {
  const { statement, end } = /** @type {{statement: number, end: number}} */ (body ?? {});
  const sent = body && { end };
  const answer = await send(method, inProject(...placeOf(id)), { body: sent, signal: AbortSignal.timeout(patience) });
  return { ...answer, data: body ? rowOf(answer.data, statement) : null };
}

/** The time as a queue takes it; a test gives it another one. */
export const clock = {
  now: () => Date.now(),
  after: (/** @type {number} */ ms, /** @type {() => void} */ call) => void setTimeout(call, ms),
  random: () => Math.random(),
};
