import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { secretIn } from "../../containers/images/secret-in.ts";
import type { WantedImage } from "./wanted-images.ts";

/** What must not enter an image's layers, and what will be missing there. */
export function contentProblems(image: WantedImage, workspace: string): readonly Diagnostic[] {
  return [
    ...secretProblems(image),
    ...outsideProblems(image, workspace),
    ...image.example.bundle.unfollowed.map(({ text, ...place }) =>
      problem("dynamic-import-unfollowed", { what: text }, { at: { ...place, file: join(workspace, place.file) } }),
    ),
  ];
}

function secretProblems({ name, files, program, example }: WantedImage): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const at = { at: example.task.at };
  for (const { file, name: fileName } of files) {
    const secret = secretIn(fileName, readFileSync(file));
    const what = `${relative(process.cwd(), file)} ${secret}`;
    if (secret !== undefined) problems.push(problem("secret-in-image", { what, component: name.component }, at));
  }
  const [code] = program.entries;
  if (code?.kind !== "file" || !("bytes" in code.content)) return problems;
  const secret = secretIn("main.mjs", code.content.bytes);
  if (secret !== undefined)
    problems.push(
      problem("secret-in-image", { what: `Its code, or a file that it imports, ${secret}`, component: name.component }, at),
    );
  return problems;
}

function outsideProblems({ name, example }: WantedImage, workspace: string): readonly Diagnostic[] {
  const beyond = example.bundle.inputs.filter((file) => isOutside(file, workspace) && !isPackaged(file));
  const repository = beyond.length === 0 ? workspace : repositoryOf(workspace);
  const outside = beyond.filter((file) => isOutside(file, repository));
  return outside
    .slice(0, 1)
    .map((file) =>
      problem(
        "import-outside-project",
        { component: name.component, file: relative(process.cwd(), file), project: relative(process.cwd(), workspace) || "." },
        { at: example.task.component.at },
      ),
    );
}

const isOutside = (file: string, folder: string): boolean => relative(folder, file).startsWith("..");

/** Part of a package, or of Pipewright itself, wherever it is installed. */
const isPackaged = (file: string): boolean => /[/\\](node_modules|dist)[/\\]/.test(file);

/** The folder that is checked out as one: a repository of git, or an npm workspace, that the project is a part of. */
function repositoryOf(workspace: string): string {
  let outermost = workspace;
  for (let folder = workspace; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (isNpmWorkspace(folder)) outermost = folder;
    if (folder === dirname(folder)) return outermost;
  }
}

function isNpmWorkspace(folder: string): boolean {
  if (existsSync(join(folder, "pnpm-workspace.yaml"))) return true;
  try {
    return "workspaces" in (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as object);
  } catch {
    return false;
  }
}
