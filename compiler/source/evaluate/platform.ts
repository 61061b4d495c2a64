import { isBuiltin } from "node:module";
import type { ts } from "ts-morph";
import type { SourceModule } from "../source-module.ts";
import type { Value, VaryingCause } from "../value.ts";

/** Names of JavaScript and Node that the reader knows something about. */
const names: ReadonlySet<string> = new Set([
  ..."Array BigInt Boolean Date JSON Map Math Number Object Promise Set String Temporal URL console crypto globalThis".split(" "),
  ..."isFinite isNaN parseFloat parseInt performance process queueMicrotask setImmediate setInterval setTimeout structuredClone".split(
    " ",
  ),
]);

export const isPlatformName = (name: string): boolean => names.has(name);

/** A module of Node's by its full name: `fs` is `node:fs`; undefined for a package. */
export function platformModule(specifier: string): string | undefined {
  if (!isBuiltin(specifier)) return undefined;
  return specifier.startsWith("node:") ? specifier : `node:${specifier}`;
}

type Sort = VaryingCause["sort"];

/** Values that differ, though nothing is called. */
const varyingValues: readonly (readonly [path: RegExp, sort: Sort])[] = [
  [/^process\.env(\.|$)/, "environment"],
  [/^process\.(argv|argv0|pid|ppid|platform|arch|execPath|version|title)$/, "environment"],
  [/^import\.meta\.(url|dirname|filename)$/, "environment"],
];

/** Calls that give something else every time, or on every machine. */
const varyingCalls: readonly (readonly [path: RegExp, sort: Sort])[] = [
  [/^(Date|Date\.now|performance\.now|process\.hrtime(\.bigint)?|process\.uptime)$/, "time"],
  [/^Temporal\.Now\./, "time"],
  [/^Math\.random$/, "random"],
  [/^crypto\.(randomUUID|randomBytes|randomInt|getRandomValues)$/, "random"],
  [/^process\.cwd$/, "environment"],
  [/^os\./, "environment"],
];

const sortOf = (table: typeof varyingCalls, path: string): Sort | undefined => table.find(([pattern]) => pattern.test(path))?.[1];

/** `node:process.env` and `globalThis.process.env` are `process.env`. */
export const canonical = (path: string): string =>
  path
    .replace(/^globalThis\./, "")
    .replace(/^node:(process|crypto|os)\b/, "$1")
    .replace(/^(crypto|os)\.default\b/, "$1")
    .replace(/^node:perf_hooks\./, "")
    .replace(/^crypto\.webcrypto\./, "crypto.");

/** What a name of the platform holds. */
export function platformValue(given: string, node: ts.Node, module: SourceModule): Value {
  const path = canonical(given);
  const sort = sortOf(varyingValues, path);
  return sort === undefined || path === "process.env"
    ? { kind: "platform", path }
    : { kind: "varying", cause: { sort, path, node, module } };
}

/** What a call of the platform gives, where that differs every time. */
export function varyingCall(path: string, node: ts.Node, module: SourceModule): Value | undefined {
  const sort = sortOf(varyingCalls, path);
  return sort === undefined ? undefined : { kind: "varying", cause: { sort, path, node, module } };
}

/** Calls whose result differs when an argument does. */
export const isPure = (path: string): boolean =>
  /^(Math|JSON|String|Number|Boolean|BigInt|Object|Array|node:path|node:url|URL)(\.|$)/.test(path) ||
  /^(parseInt|parseFloat|isNaN|isFinite)$/.test(path);

/** Calls that keep a function for later, when the pipeline has been built. */
export const isLater = (path: string): boolean =>
  /^(setTimeout|setInterval|setImmediate|queueMicrotask|process\.(nextTick|on|once|addListener))$/.test(path) ||
  /^node:timers\.(setTimeout|setInterval|setImmediate)$/.test(path);

/** Calls that read a file when they are called; the path is the first argument. */
export const readsFile = (path: string): boolean =>
  /^node:fs(\.promises|\/promises)?\.(default\.)?(readFileSync|readFile|readdirSync|readdir|openSync|open|createReadStream|statSync)$/.test(
    path,
  );
