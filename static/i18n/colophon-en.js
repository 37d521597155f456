// @ts-check
// colophon-en.js: what the desk says of the statement itself: what is known of it, how far it
// is coded, and which one comes next.

export default {
  "change": "Change",
  "change.name": "Change: {what}",
  "add": "Add: {what}",
  "more": "Add what else is known",
  "save": "Save",
  "save.mine": "Save mine",
  "busy": "Saving",
  "theirs": "Keep the other",
  "conflict": "Somebody changed this meanwhile. It is now:",
  "conflict.none": "Somebody took this away meanwhile.",
  "actor.hint": "A name that the project knows, or a new one. Empty: nobody.",
  "saved": "Saved: {what}",

  "coding": "Coding",
  "state.not started": "Not started",
  "state.in progress": "In progress",
  "state.done": "Done",
  "state.saved": "Coding: {state}",
  "state.meanwhile": "Somebody set it to “{state}” meanwhile.",

  "next": "Next uncoded",
};
