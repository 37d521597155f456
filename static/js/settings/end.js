// @ts-check
// end.js: a project comes to its end: archived, and back again; or deleted for good.

import { html } from "../../vendor/lit-html/lit-html.js";
import { inProject, send } from "../api.js";
import { askOnce } from "../ask-once.js";
import { ask, typed } from "../form.js";
import { day } from "../moment.js";
import { part } from "../part.js";
import { change, learn, project } from "./project.js";
import { say, tell } from "./say.js";

/** @param {() => void} show */
export function archivePart(show) {
  const turn = () => askOnce({
    ...(project.archived_at ? bringingBack() : archiving()),
    grave: false,
    done: () => {
      show();
      document.getElementById("turn")?.focus();
    },
  });

  return () => part({
    name: "archive",
    title: say("archive"),
    about: say("archive.about"),
    body: html`
      <p>${project.archived_at ? tell("archive.since", { day: day(project.archived_at) }) : say("archive.open")}</p>
      <p class="row"><button type="button" class="button" id="turn"
        @click=${turn}>${say(project.archived_at ? "archive.back" : "archive.do")}</button></p>`,
  });
}

const archiving = () => ({
  title: say("archive.title"),
  words: html`<p>${say("archive.then")}</p><p>${say("archive.reads")}</p>`,
  yes: say("archive.yes"),
  act: () => change({ archived: true }).catch(learn),
});

const bringingBack = () => ({
  title: say("archive.back.title"),
  words: html`<p>${say("archive.back.then")}</p>`,
  yes: say("archive.back.yes"),
  act: () => change({ archived: false }).catch(learn),
});

/** @param {() => {n: number, more: boolean}} members how many can open it, as far as is known */
export function purgePart(members) {
  return () => part({
    name: "purge",
    title: say("purge"),
    about: say("purge.about"),
    body: html`<p class="row"><button type="button" class="button removes"
      @click=${() => askPurge(members())}>${say("purge.do")}</button></p>`,
  });
}

/** @param {{n: number, more: boolean}} members */
function askPurge(members) {
  const draft = { typed: "" };
  askOnce({
    title: say("purge.title"),
    words: () => html`
      <p>${say("purge.goes")}</p>
      ${goes(members)}
      <p>${tell("purge.export", { export: exportLink() })}</p>
      <div @input=${typed(draft, {})}>
        ${ask({ name: "typed", label: say("purge.type", { slug: project.slug }), draft, faults: {}, code: true, autofocus: true })}
      </div>`,
    yes: say("purge.yes"),
    ready: () => draft.typed.trim() === project.slug,
    act: () => send("DELETE", inProject(), { revision: project.revision }).catch(learn),
    done: () => location.assign("/"),
  });
}

/** What goes, in figures. @param {{n: number, more: boolean}} members */
const goes = ({ n, more }) => html`
  <ul class="num">
    <li>${say("purge.statements", { n: project.statements })}</li>
    <li>${say("purge.highlights", { n: project.highlights })}</li>
    <li>${say("purge.codebook", { revision: project.codebook_revision })}</li>
    <li>${say(more ? "purge.members.more" : "purge.members", { n })}</li>
    <li>${say("purge.rest")}</li>
  </ul>`;

const exportLink = () =>
  html`<a href=${`${inProject("export")}?format=json`} download>${say("purge.export.link")}</a>`;
