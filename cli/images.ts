import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Images } from "../compiler/3-lower/lowering.ts";
import { filesOf } from "../compiler/3-lower/task.ts";
import { type Diagnostic, diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { Plan, PlanTask } from "../compiler/plan/plan.ts";
import { allTasks } from "../compiler/plan/visit-plan.ts";
import { buildBundles, PackageMissing, type Toolbox } from "../containers/build/build-bundles.ts";
import { type ImageFile, imageFile, maxFileBytes } from "../containers/build/content-hash.ts";
import { fileScheme } from "../containers/entrypoint/layout.ts";
import { ProblemError } from "./problem-error.ts";
import { version } from "./version.ts";

export const defaultRegistry = "localhost:5000/pipewright";

/**
 * Makes the bundle of every task's image, and names the images by them.
 * @throws ProblemError for files that are not there, code that can't be bundled and packages that are not installed
 */
export async function imagesOf(plan: Plan, workspace: string, registry: string): Promise<Images> {
  const tasks = allTasks(plan.steps);
  const { files, problems } = await readFiles(tasks, workspace);
  if (problems.length > 0) throw new ProblemError(problems);
  const wanted = tasks.map((task) => ({
    component: { name: task.component.spec.name, module: moduleOf(task) },
    files: filesOf(task.args).map((file) => files.get(file)!),
  }));
  const tags = await buildBundles(wanted, toolbox(workspace)).catch((error: unknown) => {
    throw new ProblemError(bundleProblems(error, tasks, workspace));
  });
  const byTask = new Map(tasks.map((task, index) => [task, `${registry}/${task.component.spec.name}:${tags[index]}`]));
  return {
    imageOf: (task) => byTask.get(task)!,
    fileUri: (_task, file) => `${fileScheme}${files.get(file)!.digest}/${files.get(file)!.name}`,
  };
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
  throw new ProblemError([
    diagnostic({
      code: "component-without-module",
      message: `Component "${spec.name}" is defined in code without a file of its own.`,
      at: task.at,
      help: "Define it in a module.",
    }),
  ]);
}

async function readFiles(
  tasks: readonly PlanTask[],
  workspace: string,
): Promise<{ readonly files: ReadonlyMap<string, ImageFile>; readonly problems: readonly Diagnostic[] }> {
  const files = new Map<string, ImageFile>();
  const problems: Diagnostic[] = [];
  for (const task of tasks) {
    for (const file of filesOf(task.args)) {
      const problem = await readFile(file, workspace, files);
      if (problem !== undefined) problems.push({ ...problem, at: task.at });
    }
  }
  return { files, problems };
}

async function readFile(file: string, workspace: string, files: Map<string, ImageFile>): Promise<Diagnostic | undefined> {
  if (files.has(file)) return undefined;
  const shown = relative(process.cwd(), file) || ".";
  if (relative(workspace, file).startsWith("..")) {
    return diagnostic({
      code: "file-outside-project",
      message: `file("${shown}") lies outside of the project, whose folder is ${relative(process.cwd(), workspace) || "."}.`,
      help: "Copy it into the project, or name it by a URI.",
    });
  }
  const found = await imageFile(file);
  if (!("problem" in found)) {
    files.set(file, found);
    return undefined;
  }
  if (found.problem === "too-large") {
    const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
    return diagnostic({
      code: "file-too-large",
      message: `file("${shown}") has ${mebibytes(found.bytes)}; files inside images end at ${mebibytes(maxFileBytes)}.`,
      help: "Put the data where the cluster can read it, and pass its URI: https://…",
    });
  }
  return diagnostic({
    code: "file-not-found",
    message: found.problem === "folder" ? `file("${shown}") is a folder.` : `There is no file "${shown}".`,
    help: "file(…) takes a path relative to the module that calls it.",
  });
}

interface BuildMessage {
  readonly text: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

function bundleProblems(error: unknown, tasks: readonly PlanTask[], workspace: string): readonly Diagnostic[] {
  if (error instanceof PackageMissing) {
    const at = tasks.find(({ component }) => component.spec.name === error.component)?.at;
    return [
      diagnostic({ code: "package-missing", message: error.message, at, help: `npm install ${error.packageNames.join(" ")}` }),
    ];
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== undefined && /^E[A-Z]+$/.test(code)) {
    const help = "Pipewright keeps bundles and runs in .pipewright/ of the project; make room or permission there.";
    return [
      diagnostic({
        code: "project-not-writable",
        message: `The project's .pipewright folder can't be written: ${message}.`,
        help,
      }),
    ];
  }
  const { errors } = error as { readonly errors?: readonly BuildMessage[] };
  if (errors === undefined) throw error;
  return errors.map(({ text, location }) => {
    const at =
      location === null
        ? undefined
        : { file: resolve(workspace, location.file), line: location.line, column: location.column + 1 };
    return diagnostic({ code: "bundle-failed", message: `${text}.`, at });
  });
}
