import { BOOL, STRING } from "../go/go-type.ts";
import { asText } from "../runtime/numbers.ts";
import { type SprigFunction, sprig } from "./sprig-function.ts";

/** Each under two names: paths with slashes, and those of the controller's system, which has slashes too. */
const PATHS = [
  ["base", base],
  ["dir", (path: string) => clean(path.slice(0, path.lastIndexOf("/") + 1))],
  ["clean", clean],
  ["ext", (path: string) => /\.[^./]*$/.exec(path)?.[0] ?? ""],
] as const;

export const PATH_FUNCTIONS: readonly SprigFunction[] = [
  ...PATHS.flatMap(([name, change]) =>
    [name, `os${name[0]?.toUpperCase()}${name.slice(1)}`].map((known) =>
      sprig(known, [STRING], STRING, (path = null) => change(asText(path))),
    ),
  ),
  ...["isAbs", "osIsAbs"].map((name) => sprig(name, [STRING], BOOL, (path = null) => asText(path).startsWith("/"))),
];

function base(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

/** Without `.`, `..` and double slashes as far as that can be told from the text. */
function clean(path: string): string {
  const rooted = path.startsWith("/");
  const kept: string[] = [];
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== ".." || (kept.length === 0 && !rooted) || kept.at(-1) === "..") kept.push(step);
    else kept.pop();
  }
  const joined = kept.join("/");
  return rooted ? `/${joined}` : joined === "" ? "." : joined;
}
