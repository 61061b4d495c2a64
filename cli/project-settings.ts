import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { isSubdomain } from "../compiler/argo/laws/kubernetes-names.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import { workspaceOf } from "../containers/build/build-bundles.ts";
import type { Config } from "../dsl/config.ts";
import type { Place } from "../dsl/place.ts";
import type { Misfit } from "../dsl/shapes/shape.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { importModule, scriptEndings, startOf } from "./load-pipeline.ts";
import { ProblemError } from "./problem-error.ts";
import { isRegistry } from "./registry-option.ts";

/** What a project says once for all verbs. */
export interface ProjectSettings extends Omit<Config, "kind"> {
  /** The file that says it, absolute; undefined where there is none. */
  readonly file?: string;
}

/**
 * The settings that hold for a file: of the nearest `pipewright.config.ts` from its folder up to its project's.
 * @throws ProblemError for a file that can't be loaded, that exports no config, or whose parts are not what they should be
 */
export async function projectSettings(path: string): Promise<ProjectSettings> {
  const found = configFile(resolve(path));
  if (found === undefined) return {};
  const file = shownPath(found);
  const at = startOf(found);
  const given = Object.values(await importModule(found)).find(isConfig);
  if (given === undefined) throw new ProblemError([problem("no-config", { file }, { at })]);
  const { kind: _kind, ...settings } = given;
  const problems = await problemsOf(settings);
  if (problems.length > 0)
    throw new ProblemError(
      problems.map(({ word, reason }) => problem("config-unsound", { file, reason }, { at: placeOfWord(found, word) })),
    );
  return { ...settings, file: found };
}

function configFile(path: string): string | undefined {
  const workspace = workspaceOf(path);
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    for (const ending of scriptEndings) {
      const file = join(folder, `pipewright.config${ending}`);
      if (existsSync(file)) return file;
    }
    if (folder === workspace || folder === dirname(folder)) return undefined;
  }
}

const shownPath = (file: string): string => relative(process.cwd(), file) || file;

const isConfig = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && (value as { readonly kind?: unknown }).kind === "config";

interface Unsound {
  /** The author's, by which the line is found. */
  readonly word: string;
  readonly reason: string;
}

/** Shapes are loaded only for who has such a file. */
async function problemsOf(settings: ProjectSettings): Promise<readonly Unsound[]> {
  const { configShape } = await import("../dsl/shapes/config-shape.ts");
  const { misfitsOf } = await import("../dsl/shapes/shape.ts");
  const misfits = misfitsOf(settings, configShape, "").map((misfit) => ({
    word: misfit.path,
    reason: misfitText(misfit),
  }));
  if (misfits.length > 0) return misfits;
  const { registry, namespace, profiles = [] } = settings;
  const names = profiles.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...(registry !== undefined && !isRegistry(registry)
      ? [{ word: "registry", reason: `registry "${registry}" is no place for images, such as ghcr.io/me.` }]
      : []),
    ...(namespace !== undefined && !isSubdomain(namespace)
      ? [{ word: "namespace", reason: `"${namespace}" is no name of a namespace.` }]
      : []),
    ...(twice !== undefined ? [{ word: "profiles", reason: `two profiles have the name "${twice}".` }] : []),
  ];
}

/** What is wrong with one setting, as a sentence. */
export const misfitText = (misfit: Misfit): string =>
  misfit.kind === "unknown-key"
    ? `"${misfit.path}" is nothing that anybody reads.${didYouMean(misfit.path, misfit.known)}`
    : `${misfit.path} wants ${misfit.expected}, got ${misfit.found}.`;

/** The first line that has the last word of a path, or else one of those before it. */
export function placeOfWord(file: string, path: string): Place {
  const lines = readFileSync(file, "utf8").split("\n");
  for (const word of path.match(/[\w-]+/g)?.reverse() ?? []) {
    const pattern = new RegExp(`(?<![\\w-])${word}(?![\\w-])`);
    const index = lines.findIndex((line) => pattern.test(line));
    if (index >= 0) return { file, line: index + 1, column: lines[index]!.search(pattern) + 1 };
  }
  return startOf(file);
}
