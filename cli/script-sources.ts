import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import { sourceLimitBytes } from "../compiler/foreign/source-limit.ts";
import type { PlanTask } from "../compiler/plan/plan.ts";

/** The files that are sources of scripts, by path, and what is wrong with those that can't be. */
export interface ScriptSources {
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Diagnostic[];
}

/** Reads the files that scripts of a plan name as their source, each once. */
export async function scriptSources(tasks: readonly PlanTask[]): Promise<ScriptSources> {
  const texts = new Map<string, string>();
  const problems: Diagnostic[] = [];
  for (const component of new Set(tasks.map((task) => task.component))) {
    const { work, spec, at } = component;
    if (work.kind !== "script" || typeof work.source === "string") continue;
    const path = work.source.file;
    const file = relative(process.cwd(), path) || ".";
    const text = texts.get(path) ?? (await readText(path));
    if (text === undefined) {
      problems.push(problem("file-not-found", { what: `There is no file "${file}".` }, { at }));
      continue;
    }
    texts.set(path, text);
    const bytes = Buffer.byteLength(text);
    if (bytes > sourceLimitBytes)
      problems.push(problem("script-source-too-long", { step: spec.name, bytes, limit: sourceLimitBytes }, { at }));
    if (text.trim() === "") problems.push(problem("script-without-source", { step: spec.name }, { at }));
    if (text.includes("{{"))
      problems.push(problem("foreign-text-holds-tags", { step: spec.name, where: `line ${lineOfTag(text)} of ${file}` }, { at }));
  }
  return { texts, problems };
}

const lineOfTag = (text: string): number => text.slice(0, text.indexOf("{{")).split("\n").length;

const readText = (path: string): Promise<string | undefined> => readFile(path, "utf8").catch(() => undefined);
