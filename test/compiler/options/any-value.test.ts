import type * as dsl from "pipewright";
import { approve, component, cron, File, forEach, minutes, pipeline, suspend } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { allMessages } from "../../../compiler/diagnostics/message-of.ts";
import { compile } from "../../../compiler/index.ts";
import { randomFrom } from "../../helpers/random-from.ts";
import { foreignSteps, pipelineOptions, taskOptions } from "./every-option.ts";

const train = component({
  name: "train",
  params: { epochs: z.int() },
  inputs: { examples: File },
  outputs: { model: File, auc: z.number() },
  run: () => ({ auc: 1 }),
});
const ingest = component({ name: "ingest", outputs: { examples: File }, run: () => {} });
const images = (name: string): string => `ghcr.io/me/${name}:v3`;

type Path = readonly (string | number)[];

/** Every place in a value. */
function* placesIn(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== "object" || value === null || value instanceof z.ZodType) return;
  for (const [key, inside] of Object.entries(value)) yield* placesIn(inside, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** The same with another value at one place. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? replaced(one, rest, by) : one));
  const copy = { ...(value as Record<string, unknown>) };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const random = randomFrom(20_260_131);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const kinds = [
  "duration",
  "size",
  "volume",
  "secret-key",
  "metric",
  "mutex",
  "retry-condition",
  "node-term",
  "artifact-location",
];
const keys = [
  "kind",
  "name",
  "limit",
  "duration",
  "key",
  "source",
  "store",
  "type",
  "a b",
  "__proto__",
  "constructor",
  "field",
  "codes",
];

/** Any JSON value, and now and then one that looks like what the DSL makes. */
function anyValue(depth = 3): unknown {
  const roll = random();
  if (roll < 0.5 || depth === 0)
    return pick([null, true, false, 0, -1, 1.5, 1e21, "", "x", "3", "{{x}}", "\u0000", "1h", "/a", "never", ...kinds]);
  if (roll < 0.7) return Array.from({ length: Math.floor(random() * 3) }, () => anyValue(depth - 1));
  const entries = Array.from({ length: Math.floor(random() * 3) }, () => [pick(keys), anyValue(depth - 1)] as const);
  return JSON.parse(
    JSON.stringify(Object.fromEntries([...entries, ...(random() < 0.3 ? [["kind", pick(kinds)] as const] : [])])),
  );
}

const valuesPerPlace = Number(process.env.ROUNDS ?? 2);

/** Compiles, or hears why not: a code that there is and a line of this file, never a bug. */
function judged(build: () => dsl.PipelineNode): readonly string[] {
  let node: dsl.PipelineNode;
  try {
    node = build();
  } catch (error) {
    expect(error).toMatchObject({ name: "DslError", at: { file: import.meta.filename } });
    return [(error as { code: string }).code];
  }
  const { diagnostics } = compile(node, { images });
  for (const { code, at, message } of diagnostics) {
    expect(allMessages).toHaveProperty(code);
    expect(at?.file, message).toBe(import.meta.filename);
  }
  return diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

function replacedEverywhere(value: object, build: (changed: never) => dsl.PipelineNode): ReadonlyMap<string, number> {
  expect(judged(() => build(value as never))).toEqual([]); // else a rule that breaks would not be heard
  const codes = new Map<string, number>();
  for (const path of placesIn(value)) {
    for (let round = 0; round < valuesPerPlace; round++) {
      const by = anyValue();
      const changed = replaced(value, path, by);
      try {
        for (const code of judged(() => build(changed as never))) codes.set(code, (codes.get(code) ?? 0) + 1);
      } catch (error) {
        throw new Error(`${path.join(".")} = ${JSON.stringify(by)}: ${(error as Error).stack}`);
      }
    }
  }
  return codes;
}

const withTask = (options: dsl.TaskOptions): dsl.PipelineNode =>
  pipeline({ name: "any" }, () => {
    train({ epochs: 1, examples: ingest().examples }).with(options);
  });

describe("any JSON value at any place", { timeout: 300_000 }, () => {
  it("is refused in words, or accepted: among the options of a task", () => {
    const codes = replacedEverywhere(taskOptions, withTask);
    expect(codes.get("option-wrong-type")).toBeGreaterThan(150);
  });

  it("among the options that come one after another", () => {
    const { displayName: _shown, name: _name, outputs: _outputs, cache: _cache, ...defaults } = taskOptions;
    for (const option of Object.keys(taskOptions))
      for (const other of [anyValue(), anyValue(), anyValue()])
        judged(() =>
          pipeline({ name: "any", defaults: defaults as dsl.TaskDefaults }, () => {
            const task = train({ epochs: 1, examples: ingest().examples }).with({ [option]: other } as never);
            task.with({ [option]: taskOptions[option as keyof dsl.TaskOptions] } as never);
          }),
        );
  });

  it("among the defaults of a pipeline", () => {
    const { displayName: _shown, name: _name, outputs: _outputs, metrics: [counted] = [], ...rest } = taskOptions;
    const defaults = { ...rest, metrics: [counted] };
    const codes = replacedEverywhere(defaults, (changed) =>
      pipeline({ name: "any", defaults: changed }, () => void train({ epochs: 1, examples: ingest().examples })),
    );
    expect(codes.get("option-wrong-type")).toBeGreaterThan(150);
  });

  it("among the options of a pipeline, and of one that is called", () => {
    const codes = replacedEverywhere(pipelineOptions, (changed) =>
      pipeline({ name: "any", options: changed }, () => void ingest()),
    );
    expect(codes.get("option-wrong-type")).toBeGreaterThan(50);
    replacedEverywhere({ labels: { a: "b" } }, (changed) => {
      const inner = pipeline({ name: "inner", options: changed, defaults: changed }, () => void ingest());
      return pipeline({ name: "any" }, () => void inner());
    });
    const inner = pipeline({ name: "inner" }, () => void ingest());
    const called = { name: "once-more", retry: 3, mounts: taskOptions.mounts, labels: { a: "b" } };
    const ofCalls = replacedEverywhere({ ...called, volumes: taskOptions.volumes }, (changed) =>
      pipeline({ name: "any" }, () => void inner().with(changed)),
    );
    expect(ofCalls.get("option-wrong-type")).toBeGreaterThan(10);
  });

  it("among the options of a loop, and in what a pipeline says of itself", () => {
    replacedEverywhere({ parallelism: 3, failFast: true }, (options) =>
      pipeline({ name: "any" }, () => void forEach([1, 2], () => ingest(), options)),
    );
    replacedEverywhere({ name: "any", description: "d", schedule: cron("0 3 * * *", { timezone: "Etc/UTC" }) }, (spec) =>
      pipeline(spec, () => void ingest()),
    );
    replacedEverywhere([minutes(3)], (given: readonly dsl.Duration[] | undefined) =>
      pipeline({ name: "any" }, () => {
        const length = (given ?? [])[0] ?? "1h";
        suspend(length);
        approve({ message: "Go?", parameters: { go: z.boolean().default(false) }, timeout: length });
      }),
    );
  });

  it.each(Object.keys(foreignSteps))("in %s(...)", (word) => {
    const [make, spec] = foreignSteps[word]!;
    const codes = replacedEverywhere(spec, (changed) => {
      const step = make(changed) as (given: object) => unknown;
      return pipeline({ name: "any" }, () => void step("params" in (spec as object) ? { rows: 3 } : {}));
    });
    expect(codes.get("spec-wrong-type")).toBeGreaterThan(10);
  });
});
