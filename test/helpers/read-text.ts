import { readSource } from "../../compiler/source/read-source.ts";
import type { SourceFinding } from "../../compiler/source/source-finding.ts";

/** What is found in a project of these files, of which `/project/pipeline.ts` is the pipeline's. */
export function findingsIn(files: Readonly<Record<string, string>>, entry = "pipeline.ts"): readonly SourceFinding[] {
  return readSource(`/project/${entry}`, (file) => files[file.replace(/^\/project\//, "")]);
}

/** The same as `code line:column`, or with another file's name before the place. */
export function codesIn(files: Readonly<Record<string, string>>, entry = "pipeline.ts"): readonly string[] {
  return findingsIn(files, entry).map(({ diagnostic: { code, at } }) => {
    const file = at!.file.replace(/^\/project\//, "");
    return `${code} ${file === entry ? "" : `${file}:`}${at!.line}:${at!.column}`;
  });
}

/** Components that the programs of these tests use. */
export const parts = `import { component, Examples, Model } from "pipewright";
import { z } from "zod";
export const ingest = component({ name: "ingest", params: { source: z.string() }, outputs: { examples: Examples, rows: z.int(), good: z.boolean(), names: z.array(z.string()) }, run: () => ({ rows: 1, good: true, names: [] }) });
export const train = component({ name: "train", params: { epochs: z.int() }, inputs: { examples: Examples }, outputs: { model: Model, auc: z.number() }, run: () => ({ auc: 1 }) });
export const say = component({ name: "say", params: { what: z.unknown() }, run: () => {} });
`;

/** A pipeline with this body, which has the task `task` and its refs `rows`, `good`, `names`, `examples`. The body starts on line 6. */
export const pipelineWith = (
  body: string,
  before = "",
): string => `import { and, approve, file, forEach, not, onExit, onFailure, pipeline, repeatUntil, s3, stored, text, when } from "pipewright";
import { ingest, say, train } from "./parts.ts";
${before.replaceAll("\n", " ")}
export default pipeline({ name: "p", params: { limit: z.int() } }, ({ limit }) => {
const task = ingest({ source: "a" }); const { rows, good, names, examples } = task;
${body}
});
`;

/** The codes that are found in a pipeline with this body. */
export const codesInBody = (body: string, before = ""): readonly string[] =>
  codesIn({ "parts.ts": parts, "pipeline.ts": pipelineWith(body, before) });
