import type { Template } from "../compiler/argo/model.generated.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { tasksOfAll } from "../compiler/plan/visit-plan.ts";
import type { AnyComponent } from "../dsl/component.ts";
import { isArtifactType } from "../dsl/foreign/output-places.ts";
import { inputPath } from "../dsl/foreign/step-parts.ts";
import type { TemplateRefWork } from "../dsl/foreign/work.ts";
import type { ClusterObject } from "../runner/manifest/cluster.ts";

/** The templates that a pipeline finds installed in its cluster, as far as its contracts tell of them: one pod each, which a fake plays. */
export function installedTemplates(plan: Plan): readonly ClusterObject[] {
  const libraries = new Map<
    string,
    { readonly kind: string; readonly name: string; readonly templates: Map<string, Template> }
  >();
  for (const { component } of tasksOfAll(plan)) {
    if (component.work.kind !== "template-ref") continue;
    const { name, template, clusterScope } = component.work.installed;
    const kind = clusterScope ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
    const library = libraries.get(`${kind}/${name}`) ?? { kind, name, templates: new Map() };
    libraries.set(`${kind}/${name}`, library);
    if (!library.templates.has(template)) library.templates.set(template, templateOf(template, component, component.work));
  }
  return [...libraries.values()].map(({ kind, name, templates }) => ({
    apiVersion: "argoproj.io/v1alpha1",
    kind,
    metadata: { name },
    spec: { templates: [...templates.values()] },
  }));
}

function templateOf(name: string, { spec }: AnyComponent, { arguments: given, places }: TemplateRefWork): Template {
  const { inputs = {}, outputs = {} } = spec;
  return {
    name,
    inputs: {
      parameters: Object.keys(given).map((parameter) => ({ name: parameter })),
      artifacts: Object.keys(inputs).map((input) => ({ name: input, path: inputPath(input) })),
    },
    outputs: {
      parameters: Object.values(places).flatMap(({ from }) =>
        from.kind === "parameter" ? [{ name: from.name, valueFrom: { path: `/tmp/${from.name}` } }] : [],
      ),
      artifacts: Object.entries(outputs).flatMap(([output, type]) =>
        isArtifactType(type) ? [{ name: output, path: `/tmp/${output}` }] : [],
      ),
    },
    // no pod can have a name with capitals: then it is something else that somebody has installed
    ...(/[A-Z]/.test(name)
      ? { http: { url: "http://installed.example" } }
      : { container: { image: "installed.example/by-somebody:1", command: ["installed"] } }),
  };
}
