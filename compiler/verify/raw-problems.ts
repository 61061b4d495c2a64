import { print } from "../4-print/print.ts";
import type { Template } from "../argo/model.generated.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { problem } from "../diagnostics/problem.ts";
import { lint } from "../lint/lint.ts";
import type { Plan, PlanTask } from "../plan/plan.ts";
import { stepOfPath } from "./place-in-plan.ts";

interface WithTemplates {
  readonly spec?: { readonly templates?: readonly Template[] };
}

/**
 * What Argo's controller would refuse of templates by hand, or what would fail later: the laws for anybody's YAML, at the author's step.
 * What their schema says is left to `verifyManifest`.
 */
export function rawProblems(plan: Plan, objects: readonly unknown[]): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const object of objects) {
    for (const [index, template] of ((object as WithTemplates).spec?.templates ?? []).entries()) {
      const step = stepOfPath(plan, object, ["spec", "templates", index]);
      if (step?.kind !== "task" || !isRaw(step) || isAround(template)) continue;
      for (const one of problemsOf(template, step)) found.set(`${one.code} ${one.message}`, one);
    }
  }
  return [...found.values()];
}

const isRaw = ({ component }: PlanTask): boolean => component.work.kind === "raw";

/** The DAG that we put around a template to read its values. */
const isAround = ({ name, dag }: Template): boolean =>
  dag?.tasks?.length === 1 && dag.tasks[0]!.template?.startsWith(`${name}-run`) === true;

function problemsOf(template: Template, { name, component }: PlanTask): readonly Diagnostic[] {
  const { name: _ours, ...written } = template;
  const alone = {
    apiVersion: "argoproj.io/v1alpha1" as const,
    kind: "WorkflowTemplate" as const,
    metadata: { name: "by-hand" },
    spec: {
      volumes: [
        { name: "tmp", emptyDir: {} },
        { name: "out", emptyDir: {} },
      ],
      templates: [{ name: component.spec.name, ...written }],
    },
  };
  return lint([{ file: "template", text: print([alone]) }])
    .diagnostics.filter(({ code }) => !code.startsWith("schema-"))
    .map((one) => {
      const words = { task: name, problem: one.message, help: one.help ?? "" };
      return one.severity === "error"
        ? problem("raw-template-wrong", words, { at: component.at })
        : problem("raw-template-doubtful", words, { at: component.at });
    });
}
