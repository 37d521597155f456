// @ts-check
// roles.js: the four roles, to choose one, and what each may do.

import { ask } from "../form.js";
import { say } from "./say.js";

/** @import {Draft, Faults} from "../form.js" */
/** @import {Role} from "../types.js" */

/** @type {Role[]} */
const roles = ["reader", "annotator", "curator", "manager"];

/** @param {Draft} draft @param {Faults} faults @param {string} [name] another than the form's on the page */
export const roleQuestion = (draft, faults, name = "role") => ask({
  name,
  label: say("member.role"),
  draft,
  faults,
  hint: say(`role.${/** @type {Role} */ (draft[name])}.may`),
  choices: roles.map((role) => [role, say(`role.${role}`)]),
});
