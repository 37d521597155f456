// @ts-check
// removal.js: a statement goes to the trash, and comes back from the note that says so.  The
// note outlives the page, since the desk of a deleted statement leads back to the library.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { get, inProject, Refusal, send, wordsOf } from "./api.js";
import { askOnce } from "./ask-once.js";
import { projectPath } from "./frame.js";
import { seen } from "./nameless.js";
import { state } from "./state.js";
import { say, tell } from "./trash/say.js";
import { inTheWay, showWay, undo } from "./undo.js";

/** @import {Action, CodingState} from "./types.js" */
/** @typedef {{id: number, title: string, highlights: number, state?: CodingState}} Removed highlights: that go with it */
/** @typedef {Removed & {revision: number}} Removable */

const slug = state.project?.slug ?? "";
const place = `deleted in ${slug}`;

/** May the account delete statements here? The server has the last word. */
export const mayRemove = ["curator", "manager"].includes(state.project?.role ?? "") && !state.project?.archived_at;

/**
 * @param {Removable} statement @param {() => void} done
 * @param {() => boolean} [saved] whether all that was done to it has reached the server
 */
export function askRemoval(statement, done, saved = () => true) {
  let { revision } = statement;
  /** What was changed meanwhile goes only when that was said; what is gone is gone. @param {unknown} error */
  const learn = (error) => {
    if (error instanceof Refusal && error.detail === "statement") return;
    if (!(error instanceof Refusal) || error.status !== 412) throw error;
    revision = error.current.revision;
    throw new Refusal(412, { message: say("delete.stale") }, error);
  };
  askOnce({
    title: say("delete.title"),
    words: () => html`
      <p class="quote" dir="auto">${titleOf(statement)}</p>
      <p>${say("delete.about")} ${statement.highlights ? say("delete.highlights", { n: statement.highlights }) : nothing}</p>
      <p>${say("delete.later")}</p>
      ${saved() ? nothing : html`<p><strong>${say("delete.unsaved")}</strong></p>`}`,
    ready: saved,
    yes: say("delete.do"),
    act: () => send("DELETE", inProject("statements", statement.id), { revision }).catch(learn),
    done,
  });
}

/** For the next page. @param {Removed} removed */
export function keepNote({ id, title, highlights, state: coding }) {
  sessionStorage.setItem(place, JSON.stringify({ id, title, highlights, state: coding }));
}

/**
 * The note in the library.
 * @param {{show: () => void, back: (removed: Removed) => void}} parts back: the statement is there again
 */
export function removalNote({ show, back }) {
  const note = {
    removed: takeNote(),
    busy: false,
    fault: "",
    /** @param {Removed | null} removed */
    tell(removed) {
      Object.assign(note, { removed, fault: "" });
      show();
    },
    draw: () => html`
      <div role="status">${note.removed ? told(note.removed, undoIt) : nothing}</div>
      <div role="alert">${note.fault ? html`<p class="refused">${note.fault}</p>` : nothing}</div>`,
  };

  /** @param {Removed} removed */
  const isBack = (removed) => {
    note.tell(null);
    back(removed);
  };

  async function undoIt() {
    const { removed } = note;
    if (!removed || note.busy) return;
    Object.assign(note, { busy: true, fault: "" });
    try {
      await bringBack(removed, isBack);
    } catch (error) {
      note.fault = wordsOf(error);
    }
    note.busy = false;
    show();
  }
  return note;
}

/** @param {Removed} removed @param {() => void} undoIt */
const told = (removed, undoIt) => html`
  <p class="told">
    <span>${tell("deleted", { title: html`<bdi class="quote">${titleOf(removed)}</bdi>` })}</span>
    <button type="button" class="plain" id="take-back" @click=${undoIt}>${say("deleted.undo")}</button>
    <a class="plain" href=${projectPath(slug, "/trash")}>${say("title")}</a>
  </p>`;

/** Its last deletion is undone. @param {Removed} removed @param {(removed: Removed) => void} isBack */
async function bringBack(removed, isBack) {
  const question = new URLSearchParams({ kind: "statement_delete", statement: String(removed.id), limit: "1" });
  /** @type {{items: Action[]}} */
  const { items: [deletion] } = await get(`${inProject("actions")}?${question}`);
  try {
    await undo(deletion.number);
    isBack(removed);
  } catch (error) {
    showWay(deletion, inTheWay(error), { find: () => undefined, done: (made) => {
      if (made.undoes === deletion.number) isBack(removed);
    } });
  }
}

/** @returns {Removed | null} */
function takeNote() {
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  return kept ? JSON.parse(kept) : null;
}

/** @param {Removed} removed */
const titleOf = ({ title }) => seen(title, say("nameless"));
