import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "../setup/root.mjs";

/**
 * Lets bundles ask the process for Node's built-in modules. An import makes every export that a module has, and for some of them `crypto`, `fs` and
 * `util` load much more than is used: 5 ms of each start.
 */
export function askForBuiltIns({ outputs }) {
  for (const [output, { imports }] of Object.entries(outputs)) {
    if (!imports.some(({ path, kind }) => kind === "import-statement" && path.startsWith("node:"))) continue;
    const file = inRoot(output);
    writeFileSync(file, withoutBuiltInImports(readFileSync(file, "utf8")));
  }
}

/**
 * ```js
 * 'import{join,sep as slash}from"node:path";import nodeModule from"node:module";'
 * // => 'const{join,sep:slash}=process.getBuiltinModule("node:path");const nodeModule=process.getBuiltinModule("node:module");'
 * ```
 *
 * @param text as esbuild prints it: imports stand at the start
 */
export function withoutBuiltInImports(text) {
  const line = /(^|[;}\n])import(\{[^}]*\}| [\w$]+ )from"(node:[\w/]+)"/g;
  return text.replace(line, (_all, before, names, module) => {
    const pattern = names.startsWith("{") ? names.replaceAll(/ as /g, ":") : names.trimEnd();
    return `${before}const${pattern}=process.getBuiltinModule("${module}")`;
  });
}
