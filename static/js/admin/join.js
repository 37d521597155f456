// @ts-check
// join.js: an admin makes himself a member of a project, which is told plainly, here and there.

import { html } from "../../vendor/lit-html/lit-html.js";
import { post, Refusal } from "../api.js";
import { openDialog } from "../dialog.js";
import { ask } from "../form.js";
import { projectPath } from "../frame.js";
import { seen } from "../nameless.js";
import { leaving, sending } from "../sending.js";
import { say, tell } from "./say.js";

/** @import {Faults} from "../form.js" */
/** @import {SiteProject} from "../types.js" */

const roles = /** @type {const} */ (["reader", "annotator", "curator", "manager"]);
/** @type {[string, string][]} */
const choices = roles.map((role) => [role, say(`join.role.${role}`)]);

/** @param {SiteProject} project */
export function joinProject({ slug, title }) {
  const draft = { role: "reader" };
  const form = sending({
    draft, names: ["role"], check: () => ({}), act: join, show: () => dialog.refresh(), explain: memberAlready,
  });

  async function join() {
    await post(`/api/site/projects/${encodeURIComponent(slug)}/join`, { role: draft.role });
    location.assign(projectPath(slug));
    return leaving();
  }

  const dialog = openDialog({
    title: say("join.title"),
    name: "slim",
    content: () => html`
      <form novalidate @submit=${form.submit} @input=${form.follow}>
        <div class="says"><p>${tell("join.about", { title: html`<bdi class="quote">${seen(title, slug)}</bdi>` })}</p></div>
        <div class="asks">${ask({ name: "role", label: say("join.role"), draft, faults: form.faults, choices })}</div>
        <footer>${form.outcome()}${form.button(say(form.busy ? "join.busy" : "join.yes"))}</footer>
      </form>`,
  });
}

/** @param {unknown} error @returns {Faults | null} */
function memberAlready(error) {
  const is = error instanceof Refusal && error.detail === "member_taken";
  return is ? { "": say("join.member") } : null;
}
