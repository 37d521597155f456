// @ts-check
// transport.js: carries the queue's requests to the API, and tells it the time.

import { inProject, send } from "../api.js";

/** @import {Answer, Request} from "./queue.js" */

/** A request without an answer for so long is broken off and sent again. */
const patience = 30_000;

/**
 * @param {Request} request
 * @returns {Promise<Answer>} rejects with a Refusal, or the signal's reason
 */
export const carry = ({ method, id, revision, body }) =>
  send(method, inProject("highlights", id), {
    body,
    revision: revision ?? undefined,
    signal: AbortSignal.timeout(patience),
  });

/** The time as a queue takes it; a test gives it another one. */
export const clock = {
  now: () => Date.now(),
  after: (/** @type {number} */ ms, /** @type {() => void} */ call) => void setTimeout(call, ms),
  random: () => Math.random(),
};
