// @ts-check
// rights.js: what the one who reads the page may take back.  The server has the last word.

import { state } from "../state.js";

/** @import {ActionKind, ActionRef, MemberRef} from "../types.js" */

const ranks = { reader: 0, annotator: 1, curator: 2, manager: 3 };
/** Only a manager may do them, so only a manager may undo them. @type {ActionKind[]} */
const managers = ["project_change", "member_add", "member_change", "member_remove", "member_join"];

/** @param {keyof typeof ranks} least */
const isAtLeast = (least) => ranks[state.project?.role ?? "reader"] >= ranks[least];

/** @param {MemberRef} member whose deed it was */
const mayUndoOf = ({ id }) =>
  isAtLeast("curator") || (isAtLeast("annotator") && id === state.project?.member_id);

/** @param {ActionRef} action */
export const mayUndo = ({ kind, member }) =>
  !state.project?.archived_at && (managers.includes(kind) ? isAtLeast("manager") : mayUndoOf(member));

/** Back from the trash: it was deleted by this member. @param {MemberRef} member */
export const mayRestore = (member) => !state.project?.archived_at && mayUndoOf(member);

/** May delete for good. */
export const mayPurge = () => !state.project?.archived_at && isAtLeast("manager");

/** Whose help it takes. @param {ActionKind} kind */
export const whoMay = (kind) => (managers.includes(kind) ? "way.manager" : "way.not-yours");
