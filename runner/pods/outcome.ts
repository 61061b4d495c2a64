import type { ContainerEnd } from "./place.ts";
import type { ContainerOutcome, PodOutcome } from "./pod.ts";
import type { PodContainer } from "./pod-containers.ts";

/** A container of a pod and how it ended. */
export interface EndedContainer extends Pick<PodContainer, "name" | "role"> {
  readonly end: ContainerEnd;
}

type Verdict = Pick<PodOutcome, "phase" | "message">;

const succeeded: Verdict = { phase: "Succeeded", message: "" };

/** Exit codes of a sidecar that was only stopped. */
const stopped = new Set([0, 137, 143]);

/**
 * Phase and message of a pod, as Argo infers them from its containers: the main containers speak first, then the one that saves outputs,
 * then sidecars.
 *
 * @param waitProblem why outputs could not be saved
 */
export function podVerdict(containers: readonly EndedContainer[], waitProblem: string | undefined): Verdict {
  const failed = (role: EndedContainer["role"]) =>
    containers.find((one) => one.role === role && !(role === "sidecar" ? stopped.has(one.end.exitCode) : one.end.exitCode === 0));
  const own = failed("init") ?? failed("main");
  if (own !== undefined) return { phase: "Failed", message: containerMessage(own) };
  if (waitProblem !== undefined) return { phase: "Error", message: `wait: Error (exit code 64): ${waitProblem}` };
  const sidecar = failed("sidecar");
  return sidecar === undefined ? succeeded : { phase: "Failed", message: containerMessage(sidecar) };
}

/** What the init container of Argo says, which brings inputs in. */
export const initVerdict = (problem: string): Verdict => ({ phase: "Error", message: `init: Error (exit code 64): ${problem}` });

/** What becomes of the node of a container in a containerSet. */
export function containerOutcome({ name, end }: EndedContainer): ContainerOutcome {
  if (end.exitCode === 0) return { name, ...succeeded };
  return { name, phase: end.exitCode === 64 ? "Error" : "Failed", message: `${reasonOf(name, end)}: ${end.message ?? ""}` };
}

function containerMessage({ name, end }: EndedContainer): string {
  const said = end.message ?? "";
  return `${reasonOf(name, end)}${said === "" ? "" : `: ${said}`}`;
}

const reasonOf = (name: string, { exitCode, oomKilled }: ContainerEnd): string =>
  `${name}: ${oomKilled === true ? "OOMKilled" : "Error"} (exit code ${exitCode})`;
