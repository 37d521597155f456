// @ts-check
// desk-table.mjs: the desk's figures as a table: a column for each statement.

/** @typedef {{text: number, scroll: number, tag: number, edge: number, memory: number}} Figures ms, and MiB */
/** @typedef {{name: keyof Figures, title: string, unit: string, aim: number}} Row aim: below that, in the last column */

/** @type {Row[]} */
const rows = [
  { name: "text", title: "answer to first text painted", unit: "ms", aim: 1000 },
  { name: "scroll", title: "longest task while scrolling", unit: "ms", aim: 50 },
  { name: "tag", title: "key that puts a tag to its paint", unit: "ms", aim: 50 },
  { name: "edge", title: "key that moves an end to its paint", unit: "ms", aim: 50 },
  { name: "memory", title: "memory of the page's scripts", unit: "MiB", aim: Infinity },
];

/** @param {readonly string[]} names @param {readonly Figures[][]} all rounds, by statement @returns {string} */
export function desk(names, all) {
  const head = `${"".padEnd(36)}${names.map((name) => name.padStart(26)).join("")}  aim`;
  return [head, ...rows.map((row) => line(row, all.map((rounds) => rounds.map((figures) => figures[row.name]))))].join("\n");
}

/** @param {Row} row @param {readonly number[][]} columns */
function line({ title, unit, aim }, columns) {
  const cells = columns.map((values) =>
    `${median(values).toFixed(0)} ${unit} (${Math.max(...values).toFixed(0)})`.padStart(26));
  const met = median(columns[columns.length - 1]) < aim ? "met" : "missed";
  return `${title.padEnd(36)}${cells.join("")}  ${aim < Infinity ? `< ${aim} ${unit}  ${met}` : ""}`.trimEnd();
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
