// @ts-check
// state.js: the page's first data, as the server put it into the shell.

/** @import {PageState} from "./types.js" */

/** @returns {PageState} */
function read() {
  const block = document.getElementById("state");
  return block?.textContent ? JSON.parse(block.textContent) : { build: "" };
}

export const state = read();

/** May the account add and change things in this project? The server has the last word. */
export const mayWrite = Boolean(
  state.project?.role && state.project.role !== "reader" && !state.project.archived_at,
);
