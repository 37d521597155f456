// @ts-check
// new-tag.js: the dialog for a new tag: its words first; key and colour are suggested.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { inProject, post } from "../api.js";
import { openDialog } from "../dialog.js";
import { ask, blanks, faultsOf, filled, focusFault, refused, sendButton, typed } from "../form.js";
import { keyOf } from "../slug.js";
import { flat, freeColor, palette } from "../tags.js";
import { say } from "../words.js";

/** @import {Draft, Faults, Question} from "../form.js" */
/** @import {OpenDialog} from "../dialog.js" */
/** @import {Codebook, TagNode} from "../tags.js" */
/** @import {Tag} from "../types.js" */
/** @typedef {{codebook: Codebook, parent: TagNode | null, made: (tag: Tag) => void}} NewTag */

const words = ["label", "definition", "example"];
const codes = ["key", "parent", "color"];
const required = ["label", "key"];

/** Kept while the page is open, so a dialog closed by mistake opens as it was. @type {Draft} */
let draft = {};
/** @type {Faults} */ let faults = {};
/** @type {OpenDialog | undefined} */ let dialog;
let busy = false;

/** @param {NewTag} parts */
export function newTag(parts) {
  faults = {};
  if (parts.parent || !draft.label) draft.parent = parts.parent?.tag.key ?? "";
  suggestKey(parts.codebook, true);
  dialog = openDialog({ title: say("tag.new"), content: () => form(parts), name: "slim" });
}

/** @param {NewTag} parts */
const form = (parts) => html`
  <form novalidate @submit=${submit(parts)} @input=${follow(parts.codebook)}>
    <div class="asks">
      ${question("label", { autofocus: true })}
      ${question("parent", { choices: parents(parts.codebook) })}
      ${question("key", { code: true, hint: say("tag.key.hint") })}
      ${colors(parts.codebook)}
      ${question("definition", { optional: true, rows: 4 })}
      ${question("example", { optional: true, rows: 2 })}
    </div>
    <footer>
      ${refused(faults)}
      ${sendButton(say("tag.create"), busy)}
    </footer>
  </form>`;

/** @param {"label" | "parent" | "key" | "definition" | "example"} name @param {Partial<Question>} rest */
const question = (name, rest) =>
  ask({ name, label: say(`tag.${name}`), draft, faults, ...rest });

/** @param {Codebook} codebook @returns {[string, string][]} */
const parents = ({ roots }) => [["", say("tag.parent.none")], ...flat(roots).map(indented)];

/** @param {TagNode} node @returns {[string, string]} */
function indented({ tag, depth }) {
  return [tag.key, "\u2003".repeat(depth) + tag.label];
}

/** @param {Codebook} codebook */
const colors = (codebook) => html`
  <fieldset class="ask colors">
    <legend class="label">${say("tag.color")}</legend>
    <div class="row">
      <label class="swatch plain">${radio("")}${say(draft.parent ? "tag.color.family" : "tag.color.free")}
        <span class="dab" data-f=${shadeOf(codebook)}></span></label>
      ${palette.map(swatch)}
    </div>
    ${faults.color ? html`<p class="wrong">${faults.color}</p>` : nothing}
  </fieldset>`;

/** @param {string} color */
const swatch = (color) => html`
  <label class="swatch">${radio(color)}<span class="dab" data-f=${color}></span>
    <span class="unseen">${colorName(color)}</span></label>`;

/** @param {string} color */
const radio = (color) => html`
  <input class="unseen" type="radio" name="color" value=${color}
    .checked=${(draft.color ?? "") === color}>`;

/** @param {string} color */
const colorName = (color) => say(/** @type {"color.#D55E00"} */ (`color.${color}`));

/** @param {Codebook} codebook */
const shadeOf = ({ byKey }) => byKey.get(draft.parent ?? "")?.shade ?? nothing;

/**
 * The key follows label and parent until it is changed by hand.
 * @param {Codebook} codebook
 */
const follow = (codebook) => (/** @type {Event} */ event) => {
  const followed = draft.key === suggestion(codebook);
  typed(draft, faults)(event);
  suggestKey(codebook, followed);
  dialog?.refresh();
};

/** @param {Codebook} codebook @param {boolean} followed */
function suggestKey(codebook, followed) {
  if (!followed) return;
  draft.key = suggestion(codebook);
  if (draft.key) delete faults.key;
}

/** The family's key stands before the tag's. @param {Codebook} codebook */
const suggestion = ({ byKey }) =>
  keyOf(draft.label ?? "", byKey.get(draft.parent ?? "")?.family.tag.key ?? "");

/** @param {NewTag} parts */
const submit = (parts) => async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  if (busy) return;
  faults = blanks(draft, required);
  if (Object.keys(faults).length === 0) await save(parts);
  dialog?.refresh();
  focusFault(/** @type {HTMLFormElement} */ (event.target));
};

/** @param {NewTag} parts */
async function save({ codebook, made }) {
  busy = true;
  dialog?.refresh();
  try {
    const tag = await post(inProject("tags"), body(codebook));
    draft = {};
    dialog?.close();
    made(tag);
  } catch (error) {
    faults = faultsOf(error, [...words, ...codes]);
  }
  busy = false;
}

/** @param {Codebook} codebook */
function body({ roots }) {
  const color = draft.parent ? null : freeColor(roots);
  return { color, ...filled(draft, words, codes) };
}
