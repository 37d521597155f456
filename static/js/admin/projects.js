// @ts-check
// projects.js: all projects of the site, by name and size; and the way into one.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { filtered } from "../filter.js";
import { day, moment } from "../moment.js";
import { seen, unlessSeen } from "../nameless.js";
import { paged, rest } from "../paged.js";
import { part } from "../part.js";
import { sizeWords } from "../sizes.js";
import { state } from "../state.js";
import { rowPieces, rowWords, say as sayAll } from "../words.js";
import { joinProject } from "./join.js";
import { say, tell } from "./say.js";

/** @import {List, SiteProject} from "../types.js" */

/** @param {() => void} show */
export function projectsPart(show) {
  const first = /** @type {List<SiteProject> | undefined} */ (/** @type {unknown} */ (state.projects));
  /** @type {import("../paged.js").Paged<SiteProject>} */
  const list = paged({ path: () => "/api/site/projects", first, show });
  const filter = filtered({
    name: "projects", label: say("projects.find"), list, show,
    text: ({ title, slug }) => `${title} ${slug}`,
    nothing: (words) => say("projects.nothing", { words }),
  });

  return () => part({
    name: "projects",
    title: say("projects"),
    about: say("projects.about"),
    body: list.items.length === 0 && !list.next ? html`<p class="aside">${say("projects.none")}</p>` : html`
      ${filter.field()}
      <ul class="rows">${filter.items().map(row)}</ul>
      ${rest(list, say("projects.more"))}`,
  });
}

/** @param {SiteProject} project */
const row = (project) => html`
  <li tabindex="-1">
    <div>
      <p><bdi class="quote" role=${unlessSeen(project.title, "img")}
        aria-label=${unlessSeen(project.title, project.slug)}>${project.title}</bdi>
        <code class="label">${project.slug}</code>
        ${project.archived_at ? html`<span class="label">${sayAll("archived")}</span>` : nothing}</p>
      <p class="num">${extent(project)}</p>
      <p class="aside">${rowPieces([
        tell("projects.made", { when: day(project.created) }),
        project.last_action_at ? tell("projects.last", { when: moment(project.last_action_at) }) : say("projects.quiet"),
      ])}</p>
    </div>
    <button type="button" class="plain" aria-label=${say("projects.join.of", { title: seen(project.title, project.slug) })}
      @click=${() => joinProject(project)}>${say("projects.join")}</button>
  </li>`;

/** @param {SiteProject} project */
const extent = ({ members, statements, highlights, size }) => rowWords([
  say("projects.members", { n: members }),
  sayAll("statements", { n: statements }),
  sayAll("highlights", { n: highlights }),
  say("projects.size", { size: sizeWords(size) }),
]);
