// @ts-check
// new-token.js: the dialog that makes a token, and shows it this once.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { post } from "../api.js";
import { copyField } from "../copy.js";
import { dateWords } from "../dates.js";
import { openDialog } from "../dialog.js";
import { ask, blanks } from "../form.js";
import { seen } from "../nameless.js";
import { paged } from "../paged.js";
import { sending } from "../sending.js";
import { state } from "../state.js";
import { endOf, endFault, spans } from "./expiry.js";
import { say, tell } from "./say.js";

/** @import {Draft, Question} from "../form.js" */
/** @import {Project, Token} from "../types.js" */
/** @typedef {Token & {token: string}} NewToken with what is shown this once */

const names = /** @type {const} */ (["label", "scope", "project", "expires", "day"]);

/** @param {(token: Token) => void} made */
export function newToken(made) {
  /** @type {Draft} */ const draft = { scope: "read", expires: "90" };
  const show = () => dialog.refresh();
  const check = () => ({ ...blanks(draft, ["label"]), ...endFault(draft) });
  const form = sending({ draft, names, check, act: make, show });
  /** @type {import("../paged.js").Paged<Project>} */
  const projects = paged({ path: () => "/api/projects", first: state.projects, show });
  /** @type {NewToken | null} */ let token = null;
  let copied = false;
  let warned = false;

  async function make() {
    token = await post("/api/account/tokens", bodyOf(draft));
    made(/** @type {NewToken} */ (token));
  }

  /** Leaving it uncopied is asked about once. */
  function mayClose() {
    if (!token || copied || warned) return true;
    warned = true;
    show();
    return false;
  }

  const asks = () => html`
    <form novalidate @submit=${form.submit} @input=${form.follow}>
      <div class="asks">${questions(draft, projects.items).map((question) => ask({ ...question, draft, faults: form.faults }))}</div>
      <footer>${form.outcome()}${form.button(say(form.busy ? "token.busy" : "token.make"))}</footer>
    </form>`;

  /** @param {NewToken} token */
  const result = (token) => html`
    <div class="asks">
      <p class="says">${say("token.made")}</p>
      ${copyField({ name: "token", label: say("token.value"), value: token.token, copied: () => { copied = true; } })}
      ${copyField({ name: "curl", label: say("token.try"), value: curlLine(token), rows: 3 })}
      <p class="hint">${tell("token.try.about", { what: what(token) })}</p>
    </div>
    <footer>
      <div role="alert">${warned ? html`<p class="refused">${say("token.uncopied")}</p>` : nothing}</div>
      <button type="button" class="button first"
        @click=${() => { if (mayClose()) dialog.close(); }}>${say(warned && !copied ? "token.close" : "token.done")}</button>
    </footer>`;

  const content = () => (token ? result(token) : asks());
  const dialog = openDialog({ title: say("tokens.new"), name: "slim", content, mayClose });
  projects.all();
}

/** @param {Draft} draft @param {readonly Project[]} projects @returns {Omit<Question, "draft" | "faults">[]} */
const questions = (draft, projects) => [
  { name: "label", label: say("token.label"), hint: say("token.label.hint"), autofocus: true },
  { name: "scope", label: say("token.scope"), hint: say("token.scope.hint"), choices: scopes },
  { name: "project", label: say("token.project"), choices: places(projects) },
  { name: "expires", label: say("token.expires"), hint: endHint(draft), choices: ends },
  ...(draft.expires === "day" ? [{ name: "day", label: say("token.day"), hint: say("token.day.hint") }] : []),
];

/** @type {[string, string][]} */
const scopes = [["read", say("token.scope.read")], ["write", say("token.scope.write")]];
/** @type {[string, string][]} */
const ends = spans.map((span) => [span, say(`token.expires.${span}`)]);

/** @param {readonly Project[]} projects @returns {[string, string][]} */
const places = (projects) => [
  ["", say("token.project.all")],
  ...projects.map(({ slug, title }) =>
    /** @type {[string, string]} */ ([slug, seen(title, slug)])),
];

/** @param {Draft} draft */
function endHint(draft) {
  const end = endOf(draft);
  if (end) return say("token.expires.hint", { day: dateWords(end) });
  return draft.expires === "never" ? say("token.expires.never.hint") : undefined;
}

/** @param {Draft} draft */
function bodyOf(draft) {
  const { label, scope, project } = draft;
  const expires = endOf(draft);
  return { label, scope, ...(project && { project }), ...(expires && { expires }) };
}

/** What the token can read for sure. @param {NewToken} token */
function curlLine({ token, project }) {
  const path = project ? `/api/projects/${encodeURIComponent(project)}` : "/api/projects";
  return `curl -H 'Authorization: Bearer ${token}' ${location.origin}${path}`;
}

/** @param {NewToken} token */
const what = ({ project }) => say(project ? "token.try.project" : "token.try.projects");
