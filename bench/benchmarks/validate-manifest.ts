import { validateObject } from "../../compiler/argo/validate/validate-object.ts";
import type { Benchmark } from "../benchmark.ts";
import { summary } from "../measure/interleaved.ts";
import { result } from "../measure/result.ts";

/** A WorkflowTemplate with as many tasks as one may hold in DAGs of 200, each with parameters, an artifact and what it depends on. */
function manifestOf(numTasks: number): object {
  const task = (index: number) => ({
    name: `step-${index}`,
    template: "step",
    depends: `step-${index - 1}`,
    arguments: {
      parameters: [
        { name: "value", value: `{{tasks.step-${index - 1}.outputs.parameters.value}}` },
        { name: "n", value: "5" },
      ],
      artifacts: [{ name: "model", from: `{{tasks.step-${index - 1}.outputs.artifacts.model}}` }],
    },
  });
  const dags = Array.from({ length: numTasks / 200 }, (_, part) => ({
    name: `part-${part}`,
    dag: { tasks: Array.from({ length: 200 }, (_, index) => task(index)) },
  }));
  const step = { name: "step", container: { image: "busybox", command: ["true"], resources: { limits: { cpu: "1" } } } };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "WorkflowTemplate",
    metadata: { name: "many" },
    spec: { entrypoint: "part-0", templates: [...dags, step] },
  };
}

function secondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

export const validateManifest: Benchmark = {
  name: "validate-manifest",
  question: "a manifest of 1,600 tasks held to Argo's full CRDs, inside a process",
  run: async () => {
    const manifest = manifestOf(1600);
    if (validateObject(manifest).length > 0) throw new Error("the manifest is not valid");
    const text = JSON.stringify(manifest);
    const ours = summary(Array.from({ length: 50 }, () => secondsOf(() => validateObject(manifest))));
    const parsing = summary(Array.from({ length: 50 }, () => secondsOf(() => JSON.parse(text))));
    return [
      result("validate-manifest", ours, { limitSeconds: 0.01 }),
      result("validate-manifest/JSON.parse of the same", ours, { name: "JSON.parse", times: parsing }),
    ];
  },
};
