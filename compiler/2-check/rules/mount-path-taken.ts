import type { Work } from "../../../dsl/work.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { mountsOf } from "../options/mounts-of.ts";
import { distinctSites } from "../options/option-sites.ts";

/** A mount hides nothing that the step needs: its program, its inputs and outputs, Argo's own files. */
export const mountPathTaken: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, task, at }) =>
    mountsOf(options).flatMap(({ container, mounts }) => {
      const folders = container === undefined ? [...everybodys, ...foldersOf(task.component.work)] : everybodys;
      return Object.keys(mounts).flatMap((path) => {
        const taken = folders.find((folder) => hides(path, folder));
        return taken === undefined ? [] : [problem("mount-path-taken", { owner, path, use: taken.use }, { at })];
      });
    }),
  );

interface Taken {
  readonly path: string;
  readonly use: string;
  /** Whether it is part of the image, so that a mount above hides it too; other mounts stand on top of one above. */
  readonly ofImage?: boolean;
}

const everybodys: readonly Taken[] = [
  { path: "", use: "the whole file system", ofImage: true },
  { path: "/var/run/argo", use: "Argo's own program" },
  { path: "/argo", use: "Argo's own files" },
  { path: "/proc", use: "the kernel's files" },
  { path: "/sys", use: "the kernel's files" },
  { path: "/dev/termination-log", use: "the reason of a failure" },
];

const harness: Taken = { path: "/pipewright", use: "the step's inputs and outputs" };
/** Of our own images. */
const program: Taken = { path: "/app", use: "the step's program", ofImage: true };

/** containers/entrypoint/layout.ts says the same. */
function foldersOf({ kind }: Work): readonly Taken[] {
  if (kind === "function") return [harness, program];
  return kind === "container" || kind === "script" || kind === "container-set" ? [harness] : [];
}

/** At the folder or inside of it; above it when nothing is mounted there that would stand on top. */
function hides(path: string, folder: Taken): boolean {
  const given = `${path.replace(/\/+$/, "")}/`;
  const taken = `${folder.path}/`;
  return (folder.path !== "" && given.startsWith(taken)) || (folder.ofImage === true && taken.startsWith(given));
}
