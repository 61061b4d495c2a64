import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A stack trace in the author's own files. */
export interface AuthorStack {
  readonly stack: string;
  /** The first frame: a path from the project's folder, line and column. */
  readonly place: string | undefined;
}

/**
 * Leads a stack trace from the bundle back to the files that it is made of, by the map that lies beside it; without one it stays.
 * Node's own `--enable-source-maps` reads the map at every start, which costs as much as starting.
 */
export function authorStack(stack: string, bundleUrl: string): AuthorStack {
  const bundle = fileURLToPath(bundleUrl);
  const mapFile = `${bundle}.map`;
  if (!existsSync(mapFile)) return { stack, place: undefined };
  const map = new SourceMap(JSON.parse(readFileSync(mapFile, "utf8")));
  let place: string | undefined;
  const mapped = stack
    .split("\n")
    .flatMap((line) => {
      const [whole, before, , row, column, after] = /^(\s*at .*?)((?:file:\/\/)?[^\s()]+):(\d+):(\d+)(\)?)$/.exec(line) ?? [];
      if (whole === undefined || !whole.includes(bundle)) return line;
      const entry = map.findEntry(Number(row) - 1, Number(column) - 1);
      if (!("originalSource" in entry)) return line;
      const position = `${entry.originalLine + 1}:${entry.originalColumn + 1}`;
      if (isOwn(entry.originalSource)) return []; // how Pipewright got there helps nobody
      place ??= `${normalize(entry.originalSource)
        .split(sep)
        .filter((part) => part !== "..")
        .join("/")}:${position}`;
      return `${before}${join(dirname(bundle), entry.originalSource)}:${position}${after}`;
    })
    .join("\n");
  return { stack: mapped, place };
}

/** Pipewright's own modules: in a project's node_modules, or in its checkout. */
const isOwn = (source: string): boolean =>
  /(^|[/\\])(node_modules[/\\]pipewright|dist|containers[/\\]entrypoint)[/\\]|pipewright-entry\.mjs$/.test(source);
