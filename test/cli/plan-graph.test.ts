import { describe, expect, it } from "vitest";
import { z } from "zod";
import { planGraph } from "../../cli/plan-graph.ts";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { component, forEach, onExit, onFailure, onSuccess, pipeline, range, repeatUntil, when } from "../../dsl/index.ts";

const say = component({
  name: "say",
  params: { what: z.unknown() },
  outputs: { ok: z.boolean(), n: z.int() },
  run: () => ({ ok: true, n: 1 }),
});
const inner = pipeline({ name: "inner" }, () => {
  const { n } = say({ what: 1 });
  say({ what: n });
  return { n };
});

/** Steps of one component in every kind of body, each of which takes the next number. */
const everywhere = pipeline({ name: "everywhere" }, () => {
  const first = say({ what: 1 });
  when(first.ok, () => void say({ what: "b1" }))
    .elseWhen(first.n.gt(3), () => {
      say({ what: "b2" });
      say({ what: "b3" });
    })
    .otherwise(() => void say({ what: "b4" }));
  when(first.ok, () => void say({ what: "alone" }));
  forEach([1, 2], (item) => void say({ what: item }));
  forEach([1, 2], (item) => {
    say({ what: item });
    say({ what: item }).onExit(() => void say({ what: "after each" }));
  });
  forEach(range(2), (item) => {
    when(first.ok, () => void say({ what: item }));
  });
  inner();
  inner();
  repeatUntil(
    () => ({ n: say({ what: 1 }).n }),
    (round) => round.n.gt(3),
    { max: 3 },
  );
  say({ what: 2 }).onExit(() => {
    say({ what: "after 1" });
    say({ what: "after 2" });
  });
  forEach([1, 2], () => void say({ what: 3 }).onExit(() => void say({ what: "after all" })));
  say({ what: 4 }).with({ displayName: "Last words" });
  onExit(() => {
    say({ what: "end 1" });
    say({ what: "end 2" });
  });
  onSuccess(() => void say({ what: "well" }));
  onFailure(() => void say({ what: "badly" }));
  onFailure(() => void say({ what: "very badly" }));
});

/** The names under which a controller runs the pods of a manifest. */
function namesInManifest(templates: readonly Template[]): readonly string[] {
  const byName = new Map(templates.map((template) => [template.name!, template]));
  const found: string[] = [];
  const seen = new Set<string>();
  const call = (name: string, template: string): void => {
    const { dag, container, annotations } = byName.get(template)!;
    if (container !== undefined) found.push(annotations?.["workflows.argoproj.io/display-name"] ?? name);
    if (dag === undefined || seen.has(template)) return;
    seen.add(template); // a round of a repetition calls the next one
    for (const task of dag.tasks ?? []) {
      call(task.name, task.template!);
      for (const hook of Object.values(task.hooks ?? {})) call(`${task.name}.onExit`, hook.template!);
    }
  };
  call("main", "main");
  call("exit", "exit");
  return found.toSorted();
}

describe("the graph of a pipeline", () => {
  it("calls its tasks as the run calls them", () => {
    const plan = resolve(everywhere);
    const images = { imageOf: () => "registry.example/say", fileUri: () => "", sourceText: () => "" };
    const [object] = lower(plan, { images }) as unknown as readonly { readonly spec: { readonly templates: Template[] } }[];
    const { nodes } = planGraph(plan);
    const parents = new Set(nodes.map(({ parent }) => parent));
    const drawn = nodes.filter(({ id }) => !parents.has(id)).map(({ label }) => label);
    expect([...new Set(drawn)].toSorted()).toEqual([...new Set(namesInManifest(object!.spec.templates))]);
    expect(drawn).toContain("Last words");
    expect(drawn).toContain("on-success");
  });
});
