import { LineCounter, parseAllDocuments } from "yaml";
import { lint } from "../../compiler/lint/lint.ts";
import type { Benchmark } from "../benchmark.ts";
import { summary, timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";

/** Foreign YAML: DAGs of 200 tasks in a chain, each reading what the one before it gave. */
function manifestOf(numTasks: number): string {
  const task = (index: number) => {
    const value = index === 0 ? "1" : `{{tasks.step-${index - 1}.outputs.parameters.value}}`;
    const depends = index === 0 ? "" : `\n            depends: step-${index - 1}`;
    return `          - name: step-${index}
            template: step${depends}
            arguments:
              parameters:
                - name: value
                  value: "${value}"\n`;
  };
  const part = (index: number) => `    - name: part-${index}
      dag:
        tasks:
${Array.from({ length: 200 }, (_, place) => task(place)).join("")}`;
  return `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: many}
spec:
  entrypoint: part-0
  templates:
${Array.from({ length: numTasks / 200 }, (_, index) => part(index)).join("")}    - name: step
      inputs: {parameters: [{name: value}]}
      container: {image: "busybox:1.36", command: [echo, "{{inputs.parameters.value}}"]}
      outputs: {parameters: [{name: value, valueFrom: {path: /tmp/value}}]}
`;
}

function secondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

export const lintManifest: Benchmark = {
  name: "lint-manifest",
  question: "check of somebody's manifest of 2,000 tasks: a whole process, and inside one",
  run: async () => {
    const text = manifestOf(2000);
    const found = lint([{ file: "many.yaml", text }]).diagnostics;
    if (found.length > 0) throw new Error(`the manifest is not right: ${found[0]?.message}`);
    using project = workspaceOf({ "many.yaml": text });
    const check = { args: [cli, "check", "many.yaml"], cwd: project.folder };
    const times = await timeInterleaved({ check }, 9);
    const inside = summary(Array.from({ length: 9 }, () => secondsOf(() => lint([{ file: "many.yaml", text }]))));
    const parsing = summary(
      Array.from({ length: 9 }, () => secondsOf(() => parseAllDocuments(text, { lineCounter: new LineCounter() }))),
    );
    return [
      result("lint-manifest", times.check, { limitSeconds: 1 }, await peakMemory(check)),
      result("lint-manifest/to reading the YAML alone", inside, { name: "yaml", times: parsing }),
    ];
  },
};
