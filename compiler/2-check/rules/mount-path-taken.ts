import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { mountsOf } from "../options/mounts-of.ts";
import { distinctSites } from "../options/option-sites.ts";

/** A mount hides nothing that the step needs: its program, its inputs and outputs, Argo's own files. */
export const mountPathTaken: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, task, at }) =>
    mountsOf(options).flatMap(({ container, mounts }) =>
      Object.keys(mounts).flatMap((path) => {
        const ours =
          container === undefined && task.component.work.kind === "function" ? [...everybodys, ...harness] : everybodys;
        const taken =
          path === "/" ? { folder: "/", use: "the whole file system" } : ours.find(({ folder }) => isWithin(path, folder));
        return taken === undefined ? [] : [problem("mount-path-taken", { owner, path, use: taken.use }, { at })];
      }),
    ),
  );

interface Taken {
  readonly folder: string;
  readonly use: string;
}

const everybodys: readonly Taken[] = [
  { folder: "/var/run/argo", use: "Argo's own program" },
  { folder: "/argo", use: "Argo's own files" },
  { folder: "/proc", use: "the kernel's files" },
  { folder: "/sys", use: "the kernel's files" },
  { folder: "/dev/termination-log", use: "the reason of a failure" },
];

/** Of our own images; containers/entrypoint/layout.ts says the same. */
const harness: readonly Taken[] = [
  { folder: "/pipewright", use: "the step's inputs and outputs" },
  { folder: "/app", use: "the step's program" },
];

/** Inside a folder, at it, or above it. */
function isWithin(path: string, folder: string): boolean {
  const given = `${path.replace(/\/+$/, "")}/`;
  return given.startsWith(`${folder}/`) || `${folder}/`.startsWith(given);
}
