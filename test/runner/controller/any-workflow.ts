import fc from "fast-check";
import type { DAGTask, Template, Workflow, WorkflowStep } from "../../../compiler/argo/model.generated.ts";

/** Names as people give them, some of which mean something elsewhere. */
const names = ["a", "b-1", "C", "train", "x9", "in-the-end"] as const;
const ends = ["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "AnySucceeded", "AllFailed"] as const;

const maybe = <T extends object>(part: fc.Arbitrary<T>, every: number): fc.Arbitrary<T | object> =>
  fc.oneof({ weight: every - 1, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: part });

const retryStrategy = fc.record({
  limit: fc.integer({ min: 0, max: 2 }).map(String),
  retryPolicy: fc.constantFrom("Always", "OnFailure", "OnError") as fc.Arbitrary<"Always">,
});
const backoff = fc.record({ duration: fc.constantFrom("1", "3s"), factor: fc.constantFrom("1", "2") });
const strategy = fc.tuple(retryStrategy, fc.boolean(), backoff).map(([retry, waits, pause]) => ({
  retryStrategy: { ...retry, ...(waits && { backoff: pause }) },
}));
const input = { inputs: { parameters: [{ name: "v", default: "none" }] } };

/** A template that calls no other: a pod that leaves `o`, or a wait. */
const leaf = (name: string): fc.Arbitrary<Template> =>
  fc
    .tuple(
      fc.constantFrom("pod", "pod", "pod", "wait", "daemon"),
      maybe(strategy, 3),
      maybe(fc.constant({ synchronization: { mutexes: [{ name: "one" }] } }), 5),
      fc.boolean(),
    )
    .map(([kind, retry, lock, isGlobal]): Template => {
      if (kind === "wait") return { name, ...input, suspend: { duration: "2" }, ...lock };
      const globalName = isGlobal ? { globalName: `g-${name}` } : {};
      const outputs = { parameters: [{ name: "o", valueFrom: { path: "/tmp/o" }, ...globalName }] };
      const container = { image: "busybox", command: ["sh"], args: ["{{inputs.parameters.v}}"] };
      return kind === "daemon"
        ? { name, ...input, container, daemon: true }
        : { name, ...input, container, outputs, ...retry, ...lock };
    });

interface CallSpec {
  readonly name: string;
  readonly template: string;
  readonly when: string | undefined;
  readonly loop: number;
  readonly hook: string | undefined;
  readonly continueOn: object;
  /** The earlier step whose output it reads, by its place, if any. */
  readonly reads: number | undefined;
  readonly waits: readonly { readonly of: number; readonly end: string; readonly or: boolean }[];
}

const call = (templates: readonly string[]): fc.Arbitrary<CallSpec> =>
  fc.record({
    name: fc.constantFrom(...names),
    template: fc.constantFrom(...templates),
    when: fc.constantFrom(undefined, undefined, undefined, "true", "1 == 2", "{{inputs.parameters.v}} == none"),
    loop: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
    hook: fc.option(fc.constantFrom(...templates), { nil: undefined, freq: 5 }),
    continueOn: maybe(fc.record({ failed: fc.boolean(), error: fc.boolean() }), 4),
    reads: fc.option(fc.nat({ max: 5 }), { nil: undefined, freq: 2 }),
    waits: fc.array(fc.record({ of: fc.nat({ max: 5 }), end: fc.constantFrom("", "", ...ends), or: fc.boolean() }), {
      maxLength: 2,
    }),
  });

const distinct = (calls: readonly CallSpec[]): readonly CallSpec[] =>
  calls.map((one, index) => ({ ...one, name: `${one.name}-${index}` }));

/** A call's own fields; what it reads may be absent, and then stands for nothing. */
function callOf({ name, template, when, loop, hook, continueOn }: CallSpec, read: string | undefined, isSteps: boolean) {
  const value = read === undefined ? (loop > 0 ? "{{item}}" : "given") : `{{=${read} ?? 'absent'}}`;
  return {
    name,
    template,
    arguments: { parameters: [{ name: "v", value }] },
    ...(when !== undefined && { when }),
    ...(loop === 1 && { withItems: ["p", "q"] }),
    ...(loop === 2 && { withSequence: { count: "3" } }),
    ...(loop === 3 && { withParam: "[]" }),
    ...(hook !== undefined && { hooks: { exit: { template: hook } } }),
    ...(isSteps && { continueOn }),
  } as const;
}

const outputOf = (kind: "steps" | "tasks", name: string): string => `${kind}['${name}'].outputs?.parameters?.o`;

const lifted = (kind: "steps" | "tasks", last: string) => ({
  outputs: { parameters: [{ name: "o", valueFrom: { expression: `${outputOf(kind, last)} ?? 'nothing'`, default: "no" } }] },
});

const dag = (name: string, templates: readonly string[]): fc.Arbitrary<Template> =>
  fc
    .tuple(fc.array(call(templates), { minLength: 1, maxLength: 6 }).map(distinct), maybe(strategy, 6), limits)
    .map(([calls, retry, limit]): Template => {
      const looped = (of: number) => calls[of]!.loop > 0;
      const tasks = calls.map((one, index): DAGTask => {
        const waits = one.waits.filter(({ of }) => of < index);
        const terms = waits.map(({ of, end, or }) => {
          const isOfLoops = end === "AnySucceeded" || end === "AllFailed";
          const suffix = end === "" || (isOfLoops && !looped(of)) ? "" : `.${end}`;
          return { term: `${calls[of]!.name}${suffix}`, or };
        });
        const reads = one.reads !== undefined && waits.some(({ of }) => of === one.reads) ? one.reads : undefined;
        const read = reads === undefined ? undefined : outputOf("tasks", calls[reads]!.name);
        const depends = terms.reduce((text, { term, or }) => (text === "" ? term : `${text} ${or ? "||" : "&&"} ${term}`), "");
        return { ...callOf(one, read, false), ...(depends !== "" && { depends }) };
      });
      return { name, ...input, dag: { tasks }, ...lifted("tasks", calls.at(-1)!.name), ...retry, ...limit };
    });

const steps = (name: string, templates: readonly string[]): fc.Arbitrary<Template> =>
  fc
    .tuple(
      fc.array(fc.array(call(templates), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      maybe(strategy, 6),
      limits,
    )
    .map(([groups, retry, limit]): Template => {
      const calls = distinct(groups.flat());
      const starts = groups.map((_, index) => groups.slice(0, index).flat().length);
      const made = groups.map((group, at) =>
        group.map((_, index): WorkflowStep => {
          const one = calls[starts[at]! + index]!;
          const before = one.reads !== undefined && one.reads < starts[at]! ? calls[one.reads] : undefined;
          return callOf(one, before === undefined ? undefined : outputOf("steps", before.name), true);
        }),
      );
      return { name, ...input, steps: made, ...lifted("steps", calls.at(-1)!.name), ...retry, ...limit };
    });

const limits = maybe(fc.record({ parallelism: fc.integer({ min: 1, max: 2 }) }), 4);

/** A workflow of templates that call those before them, up to four deep. */
export const anyWorkflow: fc.Arbitrary<Workflow> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }))
  .chain(([leaves, bodies]) => {
    const leafNames = Array.from({ length: leaves }, (_, index) => `leaf-${index}`);
    const bodyNames = bodies.map((_, index) => `body-${index}`);
    const callable = (index: number) => [...leafNames, ...bodyNames.slice(Math.max(0, index - 2), index)];
    return fc.tuple(
      fc.tuple(...leafNames.map(leaf)),
      fc.tuple(...bodies.map((isDag, index) => (isDag ? dag : steps)(bodyNames[index]!, callable(index)))),
      fc.option(fc.constantFrom(...leafNames), { nil: undefined, freq: 3 }),
      limits,
    );
  })
  .map(([leaves, bodies, onExit, limit]) => ({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { name: "any" },
    spec: {
      entrypoint: bodies.at(-1)!.name!,
      templates: [...leaves, ...bodies],
      ...(onExit !== undefined && { onExit }),
      ...limit,
    },
  }));
