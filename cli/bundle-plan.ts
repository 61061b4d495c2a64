import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { filesOf } from "../compiler/3-lower/task.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import type { Plan, PlanTask } from "../compiler/plan/plan.ts";
import { tasksOfAll } from "../compiler/plan/visit-plan.ts";
import { buildBundles, PackageMissing, type StoredBundle, type Toolbox } from "../containers/build/build-bundles.ts";
import { type ImageFile, imageFile, maxFileBytes } from "../containers/build/content-hash.ts";
import type { Place } from "../dsl/place.ts";
import { ProblemError } from "./problem-error.ts";
import { type ScriptSources, scriptSources } from "./script-sources.ts";
import { version } from "./version.ts";

/** A task whose component has an image of its own, and the bundle in it. */
export interface BundledTask extends StoredBundle {
  readonly task: PlanTask;
  /** The module that defines the component. */
  readonly module: string;
  /** The project's files that travel along. */
  readonly files: readonly ImageFile[];
}

/** The code of a plan, as files of the project's store. */
export interface BundledPlan {
  readonly tasks: readonly BundledTask[];
  /** Every file of the project that a step is given, by its path. */
  readonly files: ReadonlyMap<string, ImageFile>;
  readonly sources: ScriptSources["texts"];
}

/**
 * Makes the bundle of every task's image.
 * @throws ProblemError for files that are not there, code that can't be bundled and packages that are not installed
 */
export async function bundlePlan(plan: Plan, workspace: string): Promise<BundledPlan> {
  const tasks = tasksOfAll(plan).filter(({ component }) => component.work.kind === "function");
  const { files, problems } = readFiles(tasks, workspace);
  const sources = await scriptSources(tasksOfAll(plan));
  if (problems.length + sources.problems.length > 0) throw new ProblemError([...problems, ...sources.problems]);
  const wanted = tasks.map((task) => ({
    component: { name: task.component.spec.name, module: moduleOf(task) },
    files: filesOf(task.args).map((file) => files.get(file)!),
  }));
  const bundles = await buildBundles(wanted, toolbox(workspace)).catch((error: unknown) => {
    throw new ProblemError(bundleProblems(error, tasks, workspace));
  });
  const bundled = tasks.map((task, index) => {
    const { component, files: own } = wanted[index]!;
    return { task, module: component.module, files: own, ...bundles[index]! };
  });
  return { tasks: bundled, files, sources: sources.texts };
}

/** `dist/`, wherever this code runs from: the sources, or the bundle that lies in it. */
const dist = fileURLToPath(new URL(import.meta.url.includes("/dist/") ? distOf(import.meta.url) : "../dist/", import.meta.url));

function distOf(url: string): string {
  return url.slice(0, url.lastIndexOf("/dist/") + "/dist/".length);
}

function toolbox(workspace: string): Toolbox {
  return { workspace, dist, entrypoint: `${dist}entrypoint.js`, version };
}

function moduleOf(task: PlanTask): string {
  const { at, spec } = task.component;
  if (at !== undefined) return at.file;
  throw new ProblemError([problem("component-without-module", { component: spec.name }, { at: task.at })]);
}

function readFiles(
  tasks: readonly PlanTask[],
  workspace: string,
): { readonly files: ReadonlyMap<string, ImageFile>; readonly problems: readonly Diagnostic[] } {
  const files = new Map<string, ImageFile>();
  const problems: Diagnostic[] = [];
  for (const task of tasks) {
    for (const file of filesOf(task.args)) {
      const wrong = readFile(file, workspace, files, task.at);
      if (wrong !== undefined) problems.push(wrong);
    }
  }
  return { files, problems };
}

function readFile(path: string, workspace: string, files: Map<string, ImageFile>, at: Place | undefined): Diagnostic | undefined {
  if (files.has(path)) return undefined;
  const file = relative(process.cwd(), path) || ".";
  if (relative(workspace, path).startsWith("..")) {
    return problem("file-outside-project", { file, project: relative(process.cwd(), workspace) || "." }, { at });
  }
  const found = imageFile(path);
  if (!("problem" in found)) {
    files.set(path, found);
    return undefined;
  }
  if (found.problem === "too-large")
    return problem("file-too-large", { file, size: mebibytes(found.bytes), limit: mebibytes(maxFileBytes) }, { at });
  const what = found.problem === "folder" ? `file("${file}") is a folder.` : `There is no file "${file}".`;
  return problem("file-not-found", { what }, { at });
}

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

interface BuildMessage {
  readonly text: string;
  /** Its column is 0-based and counts bytes. */
  readonly location: { readonly file: string; readonly line: number; readonly column: number; readonly lineText: string } | null;
}

function bundleProblems(error: unknown, tasks: readonly PlanTask[], workspace: string): readonly Diagnostic[] {
  if (error instanceof PackageMissing) {
    const at = tasks.find(({ component }) => component.spec.name === error.component)?.at;
    return [problem("package-missing", { what: error.message, packages: error.packageNames.join(" ") }, { at })];
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return [problem("project-not-writable", { reason: message }, {})];
  const { errors } = error as { readonly errors?: readonly BuildMessage[] };
  if (errors === undefined) throw error;
  return errors.map(({ text, location }) => {
    const at =
      location === null
        ? undefined
        : { file: resolve(workspace, location.file), line: location.line, column: columnOf(location) };
    return problem("bundle-failed", { what: `${text}.` }, { at });
  });
}

const columnOf = ({ lineText, column }: { readonly lineText: string; readonly column: number }): number =>
  Buffer.from(lineText).subarray(0, column).toString().length + 1;
