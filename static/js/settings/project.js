// @ts-check
// project.js: the project as these settings have it, and the one way to change it.

import { inProject, Refusal, send } from "../api.js";
import { refreshFrame, setTitle, titleIn } from "../frame.js";
import { state } from "../state.js";
import { say } from "./say.js";

/** @import {Project} from "../types.js" */
/** @typedef {{title?: string, description?: string, language?: string, archived?: boolean}} Change */

export const project = /** @type {Project} */ (state.project);

/** The page's name follows the project's. */
export function nameThePage() {
  setTitle(titleIn(say("title"), project));
}

/** @param {Project} now */
export function take(now) {
  Object.assign(project, now);
  refreshFrame();
  nameThePage();
}

/** @param {Change} body */
export async function change(body) {
  take((await send("PATCH", inProject(), { body, revision: project.revision })).data);
}

/**
 * Somebody else was faster: takes what there is now, and says so; anything else is thrown on.
 * @param {unknown} error @returns {never}
 */
export function learn(error) {
  if (!(error instanceof Refusal) || error.status !== 412) throw error;
  take(error.current);
  throw new Refusal(412, { message: say("stale") }, error);
}
