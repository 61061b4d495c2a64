import type { TaskOptions } from "../../../dsl/task-options.ts";
import type { Work } from "../../../dsl/work.ts";
import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

type Option = keyof TaskOptions;

/** What any call takes. */
const always: readonly Option[] = ["name", "displayName", "retry", "locks", "metrics"];
/** What is said of a program's own container: Argo's executor, alone in its pod, takes none of it. */
const ofTheContainer: readonly Option[] = [
  "resources",
  "env",
  "envFrom",
  "mounts",
  "pull",
  "queue",
  "security",
  "sidecars",
  "initContainers",
  "volumes",
  "archiveLogs",
];

/** Per kind of work: the only options that it takes, or those that it does not take. */
const limits: { readonly [Kind in Work["kind"]]: { readonly only?: readonly Option[]; readonly never?: readonly Option[] } } = {
  function: {},
  container: { never: ["outputs"] },
  script: { never: ["outputs"] },
  "container-set": { never: ["outputs", "sidecars", "initContainers"] },
  resource: { never: [...ofTheContainer, "cache", "outputs"] },
  http: { only: always },
  "template-ref": { only: always },
  raw: { only: always },
  suspend: { only: ["name", "displayName", "locks", "metrics"] },
  approve: { only: ["name", "displayName", "locks", "metrics"] },
};

/** Of an object that makes pods: they are given to these. */
const ofWorkers: ReadonlySet<Option> = new Set(["resources", "queue"]);

/** An option is one that the step's kind of template has; a default of the pipeline that it lacks is left out without a word. */
export const optionNotForThisStep: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, ownOptions, component, at, optionsAt }) => {
    const { work } = component;
    const { only, never: without = [] } = limits[work.kind];
    const never =
      work.kind === "resource" && work.workers !== undefined ? without.filter((option) => !ofWorkers.has(option)) : without;
    return (Object.keys(ownOptions) as Option[])
      .filter((option) => ownOptions[option] !== undefined && (never.includes(option) || only?.includes(option) === false))
      .map((option) =>
        problem("option-not-for-this-step", { task: name, option, kind: component.work.kind }, { at: optionsAt ?? at }),
      );
  });
