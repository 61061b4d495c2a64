import { type Document, LineCounter, type Node, parseAllDocuments, type YAMLError } from "yaml";
import type { Place } from "../../../dsl/place.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import { reindentQuoted } from "./reindent-quoted.ts";
import { type Oddity, toJson } from "./to-json.ts";
import { YamlDocument } from "./yaml-document.ts";
import { yamlWords } from "./yaml-words.ts";

/** A file of YAML or JSON, with its text. */
export interface SourceFile {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

export interface ReadYaml {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Diagnostic[];
}

/**
 * The documents of a file as `kubectl` reads them, and what is wrong with them as YAML. A document that can't be read is left out.
 *
 * ```ts
 * readYaml({ file: "/here/train.yaml", text: "kind: Workflow" }).documents[0].at(["kind"]) // line 1, column 7
 * ```
 */
export function readYaml({ file, text }: SourceFile): ReadYaml {
  const { source, lines, parsed, indentations } = parse(text);
  const problems: Diagnostic[] = [];
  const documents: YamlDocument[] = [];
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  problems.push(...indentations.map((offset) => problem("yaml-indentation", {}, { at: place(offset) })));
  for (const document of parsed) {
    const [error] = document.errors;
    if (error !== undefined) {
      problems.push(syntaxProblem(error, source, place(error.pos[0])));
      continue;
    }
    const { value, oddities } = toJson(document);
    problems.push(...oddities.map((oddity) => oddityProblem(oddity, place(startOf(oddity.node)))));
    const broken = oddities.some(({ kind }) => kind !== "key-twice");
    if (value !== null && !broken) documents.push(new YamlDocument(file, value, document, source, lines));
  }
  return { documents, problems };
}

interface Parsed {
  readonly source: string;
  readonly lines: LineCounter;
  readonly parsed: readonly Document[];
  /** Where text begins whose further lines Kubernetes' reader takes and this one did not. */
  readonly indentations: readonly number[];
}

/** More such texts in one file are left alone. */
const maxIndentations = 20;

function parse(text: string): Parsed {
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

const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** What only Helm, or another user of Go's templates, writes. */
const helm = /\{\{-|-\}\}|\{\{\s*(?:if|else|end|range|with|include|template|define|block)\b|\{\{\s*[.$]/;

function syntaxProblem({ code, message }: YAMLError, source: string, at: Place): Diagnostic {
  const line = source.split(/\r?\n/, at.line)[at.line - 1] ?? "";
  if (code === "TAB_AS_INDENT" || /^ *\t/.test(line)) return problem("yaml-tab", {}, { at });
  if (helm.test(line)) return problem("helm-unrendered", { line: line.trim() }, { at });
  const tag = /(?:^|[:-]\s+)\{\{\s*=?\s*[\w.-]/.test(line);
  if (tag) return problem("tag-without-quotes", { tag: /\{\{[^}]*\}?\}?/.exec(line)?.[0] ?? "{{…}}" }, { at });
  return problem("yaml-syntax", { what: yamlWords(message) }, { at });
}

function oddityProblem({ kind, word }: Oddity, at: Place): Diagnostic {
  switch (kind) {
    case "key-twice":
      return problem("key-twice", { key: word }, { at });
    case "tag-unquoted":
      return problem("tag-without-quotes", { tag: `{{${word}}}` }, { at });
    case "unknown-anchor":
      return problem("anchor-unknown", { anchor: word }, { at });
    case "too-much":
      return problem("yaml-expands", { limit: word }, { at });
  }
}
