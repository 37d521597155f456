// @ts-check
// new-member.js: an account becomes a member by its login, or is one again.

import { html } from "../../vendor/lit-html/lit-html.js";
import { inProject, post } from "../api.js";
import { ask, blanks, idOf } from "../form.js";
import { sending } from "../sending.js";
import { roleQuestion } from "./roles.js";
import { say } from "./say.js";

/** @import {Member} from "../types.js" */

/** @param {() => void} show @param {(member: Member) => void} added */
export function newMember(show, added) {
  const draft = { login: "", role: "annotator" };
  const form = sending({ draft, names: ["login", "role"], check: () => blanks(draft, ["login"]), act: add, show });

  async function add() {
    const member = await post(inProject("members"), { login: draft.login.trim(), role: draft.role });
    draft.login = "";
    added(member);
  }

  /** @param {string} login */
  function suggest(login) {
    draft.login = login;
    show();
    document.getElementById(idOf("role"))?.focus();
  }

  const draw = () => html`
    <section aria-labelledby="new-member">
      <h3 id="new-member">${say("member.add")}</h3>
      <form novalidate @submit=${form.submit} @input=${form.follow}>
        <div class="asks pair">
          ${ask({ name: "login", label: say("member.login"), draft, faults: form.faults, code: true, hint: say("member.login.hint") })}
          ${roleQuestion(draft, form.faults)}
        </div>
        ${form.outcome()}
        <p class="row">${form.button(say(form.busy ? "member.add.busy" : "member.add.do"), "button")}</p>
      </form>
    </section>`;
  return { draw, suggest };
}
