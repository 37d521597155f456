// @ts-check
// archived.js: a line below the frame of an archived project, on each of its pages.

import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { say } from "../words.js";
import { projectPath } from "./sections.js";

/** @import {Project} from "../types.js" */

/** @param {HTMLElement} header the frame @param {Project | undefined} project */
export function showArchived(header, project) {
  const place = placeBelow(header);
  place.hidden = !project?.archived_at;
  render(project?.archived_at ? line(project) : nothing, place);
}

/** @param {HTMLElement} header */
function placeBelow(header) {
  const below = header.nextElementSibling;
  if (below instanceof HTMLElement && below.matches(".archived")) return below;
  const made = document.createElement("aside");
  made.className = "archived";
  made.setAttribute("aria-label", say("archived"));
  header.after(made);
  return made;
}

/** @param {Project} project */
const line = ({ slug, role }) => html`
  <p>${say("frame.archived")}
    ${role === "manager" ? html`<a href=${projectPath(slug, "/settings#archive")}>${say("frame.settings")}</a>` : nothing}</p>`;
