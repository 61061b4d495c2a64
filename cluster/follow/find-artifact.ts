import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { stepName } from "../../runner/run/step-name.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { FollowError } from "./follow-error.ts";
import type { FollowedWorkflow } from "./followed-workflow.ts";

/**
 * The artifact of a run that a person names: `train/model`, or `model` where only one step made such.
 * @throws FollowError `cluster-artifact-unreachable` when there is none, or several
 */
export function findArtifact(workflow: FollowedWorkflow, named: string): Artifact {
  const slash = named.lastIndexOf("/");
  const [step, output] = slash < 0 ? [undefined, named] : [named.slice(0, slash), named.slice(slash + 1)];
  const frames = new Set(["DAG", "Steps", "StepGroup", "TaskGroup"]);
  const all = [...workflow.nodes.values()].flatMap(({ name, type, retried, templateName = "", outputs }) =>
    retried === true || frames.has(type)
      ? []
      : (outputs?.artifacts ?? []).map((artifact) => ({ step: stepName(workflow.name, name, templateName), artifact })),
  );
  const short = (name: string): string => name.split(/\.(?![^(]*\))/).at(-1) ?? name;
  const ofName = all.filter(({ artifact }) => artifact.name === output);
  const found = step === undefined ? ofName : ofName.filter((one) => one.step === step || short(one.step) === step);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only.artifact;
  const names = all.map((one) => `${one.step}/${one.artifact.name}`);
  const listed = (found.length > 0 ? found.map((one) => `${one.step}/${one.artifact.name}`) : names).slice(0, 10).join(", ");
  throw new FollowError(
    "cluster-artifact-unreachable",
    only === undefined
      ? `Run ${workflow.name} has no artifact "${named}".${didYouMean(named, names)}`
      : `"${named}" may be one of ${found.length} artifacts of run ${workflow.name}.`,
    listed === "" ? "No step has left one yet." : `There are: ${listed}.`,
  );
}
