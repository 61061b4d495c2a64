import type { Controller } from "./controller.ts";
import { isDone } from "./node-status.ts";

/**
 * Why nothing of a workflow will ever go on: nothing runs but daemons, no time is awaited, nobody is asked. Argo's controller would let it
 * stand for ever.
 * @returns undefined when something can still happen
 */
export function stuckMessage(run: Controller): string | undefined {
  if (mayGoOn(run)) return undefined;
  const [first] = [...run.sleepers.nameless].map(([name, why]) => `"${name}" waits for ever: ${why}`);
  return `stuck: ${first ?? (run.sleepers.hasBlocked ? full : "nothing runs any more, and nothing can begin")}`;
}

const full = "nothing else may begin: as many steps run as `parallelism` allows, and daemons among them end with the rest only";

function mayGoOn(run: Controller): boolean {
  if (run.awaitsTime || run.lockMessage !== undefined) return true;
  if (run.pods.all().some(({ node }) => run.nodes.get(node)?.daemoned !== true)) return true;
  for (const { type, phase, name, waitsFor } of run.nodes.all()) {
    if (isDone(phase)) continue;
    if (type === "Suspend") return true;
    if (waitsFor !== undefined && isHeldByOtherRun(run, name)) return true;
  }
  return false;
}

const isHeldByOtherRun = ({ locks, nodes }: Controller, name: string): boolean =>
  locks.holdersBefore(name).some((holder) => nodes.get(holder) === undefined);
