// @ts-check
// modules.mjs: what stands in the modules of static/js as text: in templates, in attributes, in
// strings; read from their syntax trees.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { piecesOf, told } from "./markup.mjs";

/** @type {typeof import("typescript")} */
const ts = createRequire(new URL("../../../static/package.json", import.meta.url))("typescript");

const root = new URL("../../../static/", import.meta.url);

/** @typedef {import("typescript").Node} Node */
/** @typedef {{name: string, tree: import("typescript").SourceFile}} Module name: below static/js */

/** @param {string} path below static/ */
export const read = (path) => readFileSync(new URL(path, root), "utf8");

/** All files of a kind below a folder of static/. @param {string} folder @param {string} ending @returns {string[]} */
export const filesBelow = (folder, ending) => readdirSync(new URL(folder, root), { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${folder}${entry.name}/`, ending) : [`${folder}${entry.name}`]))
  .filter((path) => path.endsWith(ending));

/** @returns {Module[]} */
export const modules = () => filesBelow("js/", ".js").map((path) => moduleOf(path.slice(3), read(path)));

/** @param {string} name @param {string} source @returns {Module} */
export const moduleOf = (name, source) =>
  ({ name, tree: ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true) });

/** Every node of a tree, parents first. @param {Node} node @returns {Generator<Node>} */
export function* nodesOf(node) {
  yield node;
  const children = /** @type {Node[]} */ ([]);
  node.forEachChild((child) => { children.push(child); });
  for (const child of children) yield* nodesOf(child);
}

/** What a template of markup says: texts and the values of attributes, `\0` where a hole is. @param {Module} module */
export const markupOf = ({ tree }) => [...nodesOf(tree)].flatMap((node) =>
  (ts.isTaggedTemplateExpression(node) ? piecesOf(textOf(node.template)) : []));

/** A string or a template, `\0` for each of its holes. @param {Node} node @returns {string} */
function textOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return "";
  return node.head.text + node.templateSpans.map(({ literal }) => `\0${literal.text}`).join("");
}

/** @param {Node} node */
const isText = (node) =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);

/** Strings that nobody is shown: markup, the names of modules, what goes to developers. @param {Node} node */
function isHidden({ parent }) {
  if (ts.isTaggedTemplateExpression(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  return ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText());
}

/** @typedef {{text: string, use: "" | "shown" | "joins"}} Said shown: put where people see it, whatever it is */

/** Every other string, and what is done with it. @param {Module} module @returns {Said[]} */
export const stringsOf = ({ tree }) => [...nodesOf(tree)].filter((node) => isText(node) && !isHidden(node))
  .map((node) => ({ text: textOf(node), use: useOf(node) }));

const shown = /^(textContent|innerText|title|placeholder|alt|ariaLabel|ariaDescription)$/;

/** @param {Node} node @returns {Said["use"]} */
function useOf(node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.right === node && ts.isPropertyAccessExpression(parent.left)) {
    return shown.test(parent.left.name.text) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken ? "shown" : "";
  }
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return "";
  const [first] = parent.arguments;
  const name = parent.expression.name.text;
  if (name === "join") return "joins";
  return name === "setAttribute" && first !== node && ts.isStringLiteral(first) && told.includes(first.text) ? "shown" : "";
}

/**
 * What a module calls by which name. @param {Module} module
 * @returns {{name: string, as: string, from: string}[]} from: the path of the module that has it
 */
export const importsOf = ({ name: own, tree }) => tree.statements.flatMap((node) => {
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
  const from = new URL(node.moduleSpecifier.text, `file:///${own}`).pathname.slice(1);
  const names = node.importClause?.namedBindings;
  if (!names || !ts.isNamedImports(names)) return [];
  return names.elements.map(({ name, propertyName }) => ({ name: (propertyName ?? name).text, as: name.text, from }));
});

/** The first arguments of the calls of a function, as far as they are written there. @param {Module} module @param {string} callee */
export const argumentsOf = ({ tree }, callee) => [...nodesOf(tree)].flatMap((node) =>
  (ts.isCallExpression(node) && node.expression.getText() === callee && node.arguments.length ? textsIn(node.arguments[0]) : []));

/** Those it may be: of `a ? "b" : "c"` both. @param {Node} node @returns {string[]} */
function textsIn(node) {
  if (ts.isConditionalExpression(node)) return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...textsIn(node.left), ...textsIn(node.right)];
  if (ts.isParenthesizedExpression(node)) return textsIn(node.expression);
  return isText(node) ? [textOf(node)] : [];
}
