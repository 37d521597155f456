// @ts-check
// reset.js: a new password by a link that was given once.  What opens it stands behind the #,
// which no browser sends to a server; from the address bar it goes at once, so that it stays
// in no history and on no screen.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { say } from "./account/say.js";
import { shortness, visibility } from "./account/secret.js";
import { Refusal, send } from "./api.js";
import { ask, blanks } from "./form.js";
import { sending } from "./sending.js";

/** @import {Draft} from "./form.js" */
/** @typedef {"none" | "form" | "bad" | "done"} Stage */

/** @type {Draft} */ const draft = {};
const shown = { token: "", stage: /** @type {Stage} */ ("none") };
const eye = visibility(show);
const check = () => ({ ...blanks(draft, ["password"]), ...shortness(draft.password) });
const form = sending({ draft, names: ["password"], check, act: reset, show });

const page = () => html`
  <p class="brand">Postil</p>
  ${stages[shown.stage]()}`;

/** @type {Record<Stage, () => unknown>} */
const stages = {
  form: () => html`
    <form aria-labelledby="door-title" novalidate @submit=${form.submit} @input=${form.follow}>
      <h1 id="door-title">${say("reset.title")}</h1>
      <p class="aside">${say("reset.about")}</p>
      ${ask({
        name: "password", label: say("reset.password"), hint: say("reset.hint"), draft, faults: form.faults,
        type: eye.type(), autocomplete: "new-password", code: true,
      })}
      ${eye.tick()}
      ${form.outcome()}
      ${form.button(say(form.busy ? "reset.busy" : "reset.save"))}
      ${form.status()}
    </form>`,
  none: () => notice("reset.none", "reset.none.about"),
  bad: () => notice("reset.bad", "reset.bad.about"),
  done: () => notice("reset.done", "reset.done.about"),
};

/**
 * @param {"reset.none" | "reset.bad" | "reset.done"} title
 * @param {"reset.none.about" | "reset.bad.about" | "reset.done.about"} about
 */
const notice = (title, about) => html`
  <section>
    <h1 id="door-title" tabindex="-1">${say(title)}</h1>
    <p>${say(about)}</p>
    <p class="row"><a class="button ${shown.stage === "done" ? "first" : ""}" href="/login">${say("reset.sign-in")}</a></p>
  </section>`;

async function reset() {
  try {
    await send("POST", "/api/reset", { body: { token: shown.token, password: draft.password } });
    end("done");
  } catch (error) {
    if (!(error instanceof Refusal) || error.detail !== "bad_reset") throw error;
    end("bad");
  }
}

/** @param {Stage} stage */
function end(stage) {
  Object.assign(shown, { stage, token: "" });
  draft.password = "";
  show();
  document.getElementById("door-title")?.focus();
}

/** A link may be opened while the page stands already. */
function takeToken() {
  const token = location.hash.slice(1);
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  Object.assign(shown, { token, stage: "form" });
  show();
  document.getElementById("ask-password")?.focus();
}

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

addEventListener("hashchange", takeToken);
show();
takeToken();
