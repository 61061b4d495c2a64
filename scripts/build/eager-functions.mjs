import { createRequire } from "node:module";
import { sep } from "node:path";
import { inRoot } from "../setup/root.mjs";

const { ts } = createRequire(import.meta.url)("@ts-morph/common");

/** Rooms whose code nearly every `compile` runs. Elsewhere most functions are for a few verbs or programs, and wait until they are called. */
const rooms = ["1-resolve", "2-check", "3-lower", "4-print", "argo", "plan", "verify"].map(
  (room) => inRoot("compiler", room) + sep,
);

export const isEager = (file) => rooms.some((room) => file.startsWith(room)) && !file.endsWith(".generated.ts");

/**
 * Puts every function of a module in parentheses: V8 then compiles it together with the module, and not when it is called first. Node's compile
 * cache holds what was compiled with the module and nothing later, so without it every start compiles a thousand functions again, a
 * tenth of its time. Declared functions become variables at the start of their block, where a declaration counts from, too.
 *
 * ```js
 * "function two() { return [1].map((one) => one + one); }"
 * // => "var two=(function two() { return [1].map(((one) => one + one)); });"
 * ```
 */
export function eagerFunctions(text, fileName) {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);

  const printed = (node) => {
    const hoisted = [];
    let [rest, from] = ["", node.getStart(file)];
    ts.forEachChild(node, (child) => {
      rest += text.slice(from, child.getStart(file));
      if (isHoistable(child)) hoisted.push(variable(child));
      else if (ts.isArrowFunction(child) || ts.isFunctionExpression(child)) rest += `(${printed(child)})`;
      else rest += printed(child);
      from = child.end;
    });
    rest += text.slice(from, node.end);
    if (hoisted.length === 0) return rest;
    return ts.isSourceFile(node) ? hoisted.join("") + rest : `{${hoisted.join("")}${rest.slice(1)}`;
  };

  const variable = (declaration) => {
    const name = declaration.name.text;
    const isExported = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const code = printed(declaration).replace(/^export\s+/, "");
    return ts.isSourceFile(declaration.parent)
      ? `${isExported ? "export " : ""}var ${name}=(${code});`
      : `let ${name}=(${code});`;
  };

  return printed(file);
}

/** A function with overloads is left as it is: each of its signatures is a declaration. */
function isHoistable(node) {
  if (!ts.isFunctionDeclaration(node) || node.body === undefined) return false;
  const { parent } = node;
  if (!ts.isSourceFile(parent) && !ts.isBlock(parent)) return false;
  const isOther = (other) => other !== node && ts.isFunctionDeclaration(other) && other.name?.text === node.name.text;
  return !parent.statements.some(isOther);
}
