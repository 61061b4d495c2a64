import { type Document, LineCounter, parseAllDocuments } from "yaml";
import { reindentQuoted } from "./reindent-quoted.ts";

/** A file of YAML or JSON, taken apart. */
export interface Parsed {
  readonly source: string;
  readonly lines: LineCounter;
  readonly parsed: readonly Document[];
  /** Where text begins whose further lines Kubernetes' reader takes and this one did not. */
  readonly indentations: readonly number[];
}

/** More such texts in one file are left alone. */
const maxIndentations = 20;

/** Takes a text apart as Kubernetes' reader does: scalars are left as they are written, `toJson` says what they mean. */
export function parseYaml(text: string): Parsed {
  // A mark of byte order is no character of the first line.
  let source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const indentations: number[] = [];
  for (;;) {
    const lines = new LineCounter();
    const options = {
      schema: "failsafe",
      uniqueKeys: false,
      lineCounter: lines,
      prettyErrors: false,
      logLevel: "silent",
    } as const;
    const all = parseAllDocuments(source, options);
    const parsed = Array.isArray(all) ? (all as readonly Document[]) : [];
    const error = parsed
      .flatMap(({ errors }) => errors.slice(0, 1))
      .find(({ message }) => /^Missing closing ["']quote/.test(message));
    const mended =
      error === undefined || indentations.length >= maxIndentations ? undefined : reindentQuoted(source, error.pos[0]);
    if (mended === undefined) return { source, lines, parsed, indentations };
    source = mended.text;
    indentations.push(mended.at);
  }
}
