// @ts-check
// transport.js: carries the queue's requests to the API.

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

