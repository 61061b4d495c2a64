import type { Template } from "../../compiler/argo/model.generated.ts";
import { answerFlags } from "../answers/answer-flags.ts";
import { questionParameters } from "../answers/question-parameters.ts";
import type { Submission } from "../controller/submission.ts";
import { reachableTemplates, worksOf } from "../manifest/reachable-templates.ts";
import type { PodRunner } from "../pods/pod.ts";
import { RunError } from "../run-error.ts";

/**
 * Says before anything starts what can't run here: all such templates at once.
 * @param canAnswer whether somebody will answer what a template waits for
 * @throws RunError with a line per problem
 */
export async function preflight(
  submission: Submission,
  pods: PodRunner,
  canAnswer: (waiting: Template) => boolean = () => false,
): Promise<void> {
  const problems: string[] = [];
  let codeMissing = false;
  let wantsExecutor = false;
  let wantsContext = false;
  for (const template of reachableTemplates(submission)) {
    const name = `template "${template.name ?? "inline"}"`;
    if (template.suspend !== undefined && (template.suspend.duration ?? "") === "" && !canAnswer(template))
      problems.push(
        `${name} waits for a person: say ${answerFlags(template.name ?? "", questionParameters(template))}, run it in a terminal, or let it wait for pipewright resume by --wait`,
      );
    if (worksOf(template).length > 0 || template.suspend !== undefined) continue;
    const refusal = await pods.refusal(template, [...(template.volumes ?? []), ...(submission.spec.volumes ?? [])]);
    if (refusal === undefined) continue;
    codeMissing ||= refusal.isOurs;
    wantsExecutor ||= refusal.wantsExecutor === true;
    wantsContext ||= refusal.wantsContext === true;
    problems.push(`${name}: ${refusal.why}`);
  }
  if (problems.length === 0) return;
  throw new RunError(
    "cannot-run-here",
    `"${submission.name}" can't run on this machine:\n${problems.map((problem) => `    - ${problem}`).join("\n")}`,
    helpFor(codeMissing, wantsExecutor, wantsContext),
  );
}

function helpFor(codeMissing: boolean, wantsExecutor: boolean, wantsContext: boolean): string {
  if (codeMissing)
    return "The code of a pipeline's images comes into the project with `pipewright compile` or `pipewright run` of its TypeScript file.";
  const says = [
    ...(wantsExecutor
      ? [
          "Say where other containers may run: --executor host takes their commands as programs of this machine, --executor container takes docker or podman.",
        ]
      : []),
    ...(wantsContext
      ? ["Name the cluster whose objects may be changed: --context NAME; kubectl config get-contexts lists them."]
      : []),
  ];
  return says.length > 0 ? says.join(" ") : "A cluster with Argo Workflows runs it: kubectl apply -f.";
}
