import { jobEnds, jobSetEnds, rayJobEnds, volcanoJobEnds, workflowEnds } from "pipewright";
import { describe, expect, it } from "vitest";
import { selectorProblem } from "../../compiler/argo/laws/label-selector.ts";
import { fieldTermText } from "../../compiler/foreign/field-term-text.ts";

describe("the known ends of objects", () => {
  it.each([
    ["a Job", jobEnds({ completions: 3, backoffLimit: 2 }), "status.succeeded > 2", "status.failed > 2"],
    ["a Workflow", workflowEnds(), "status.phase == Succeeded", "status.phase in (Failed, Error)"],
    ["a JobSet", jobSetEnds(), "status.terminalState == Completed", "status.terminalState == Failed"],
    [
      "a RayJob",
      rayJobEnds(),
      "status.jobStatus == SUCCEEDED",
      "status.jobStatus in (FAILED, STOPPED), status.jobDeploymentStatus in (Failed, ValidationFailed)",
    ],
    [
      "a Job of Volcano",
      volcanoJobEnds(),
      "status.state.phase == Completed",
      "status.state.phase in (Failed, Aborted, Terminated)",
    ],
  ])("of %s are conditions that Argo can read", (_kind, { success, failure }, ok, bad) => {
    const [succeeded, failed] = [success, failure].map((terms) => terms.map(fieldTermText).join(", "));
    expect([succeeded, failed]).toEqual([ok, bad]);
    expect([succeeded, failed].map((text) => selectorProblem(text!))).toEqual([undefined, undefined]);
  });
});
