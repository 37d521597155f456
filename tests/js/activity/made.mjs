// made.mjs: actions for tests, with what a test does not care about filled in.

const base = Date.parse("2026-03-02T12:00:00Z");
export const dara = { id: 2, name: "Dara" };
export const cleo = { id: 1, name: "Cleo" };
export const norvane = { id: 7, title: "Norvane 2025", deleted_at: null };

/** `minutes` before noon. */
export const action = (number, minutes, more = {}) => ({
  number,
  at: new Date(base - minutes * 60_000).toISOString(),
  member: cleo,
  kind: "highlight_put",
  undoes: null,
  undone_by: null,
  events: 1,
  statement: norvane,
  highlight: null,
  tags: [],
  about: null,
  project: null,
  changes: null,
  note: null,
  undoable: true,
  ...more,
});

export const passage = (quote, more = {}) => ({ id: "0190b5a0-0000-7000-8000-000000000001", quote, deleted_at: null, ...more });
