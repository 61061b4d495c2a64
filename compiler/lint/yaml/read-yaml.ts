import type { Node, YAMLError } from "yaml";
import type { Place } from "../../../dsl/place.ts";
import { parseYaml } from "../../argo/yaml/parse-yaml.ts";
import { type Oddity, toJson } from "../../argo/yaml/to-json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
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
  const { source, lines, parsed, indentations } = parseYaml(text);
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
    problems.push(...oddities.map((oddity) => oddityProblem(oddity, source, place(startOf(oddity.node)))));
    const broken = oddities.some(({ kind }) => kind !== "key-twice");
    if (value !== null && !broken) documents.push(new YamlDocument(file, value, document, source, lines));
  }
  return { documents, problems };
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** What only Helm, or another user of Go's templates, writes. */
const helm = /\{\{-|-\}\}|\{\{\s*(?:if|else|end|range|with|include|template|define|block)\b|\{\{\s*[.$]/;

function syntaxProblem({ code, message }: YAMLError, source: string, at: Place): Diagnostic {
  const line = lineOf(source, at);
  if (code === "TAB_AS_INDENT" || /^ *\t/.test(line)) return problem("yaml-tab", {}, { at });
  if (helm.test(line)) return problem("helm-unrendered", { line: line.trim() }, { at });
  const tag = /(?:^|[:-]\s+)\{\{\s*=?\s*[\w.-]/.test(line);
  if (tag) return problem("tag-without-quotes", { tag: /\{\{[^}]*\}?\}?/.exec(line)?.[0] ?? "{{…}}" }, { at });
  return problem("yaml-syntax", { what: yamlWords(message) }, { at });
}

const lineOf = (source: string, { line }: Place): string => source.split(/\r?\n/, line)[line - 1] ?? "";

function oddityProblem({ kind, word }: Oddity, source: string, at: Place): Diagnostic {
  switch (kind) {
    case "key-twice":
      return problem("key-twice", { key: word }, { at });
    case "tag-unquoted":
      // a name of Argo's begins with no dot: in quotes Argo would leave it as it is
      return helm.test(`{{${word}}}`)
        ? problem("helm-unrendered", { line: lineOf(source, at).trim() }, { at })
        : problem("tag-without-quotes", { tag: `{{${word}}}` }, { at });
    case "unknown-anchor":
      return problem("anchor-unknown", { anchor: word }, { at });
    case "too-much":
      return problem("yaml-expands", { limit: word }, { at });
  }
}
