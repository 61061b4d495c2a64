import { component, Examples, forEach, type NumberRef, pipeline, when } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const make = component({
  name: "make",
  params: { n: z.number().default(1) },
  outputs: { rows: z.int(), good: z.boolean(), examples: Examples },
  run: () => ({ rows: 1, good: true }),
});
const use = component({ name: "use", params: { rows: z.number() }, inputs: { examples: Examples }, run: () => {} });

const build = (name: string) =>
  pipeline({ name, params: { epochs: z.int().default(3) } }, ({ epochs }) => {
    const { examples, rows, good } = make({ n: epochs });
    when(good, () => {
      forEach([1, 2], (item) => use({ examples, rows: item }));
    });
    use({ examples, rows }).with({ retry: 1 }).with({ timeout: "1h" });
  });

describe("a pipeline is data", () => {
  it("is the same when it is built again, and numbers its tasks from nothing", () => {
    const withoutPlaces = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (key, member: unknown) => (key === "at" || key === "component" ? undefined : member)));
    expect(withoutPlaces({ ...build("one") })).toEqual(withoutPlaces({ ...build("one") }));
  });

  it("can be built inside the body of another without sharing a task", () => {
    let inner: ReturnType<typeof build> | undefined;
    const outer = pipeline({ name: "outer" }, () => {
      make();
      inner = build("inner");
      make();
    });
    expect(outer.body.map((step) => step.kind)).toEqual(["task", "task"]);
    expect(inner!.body.map((step) => step.kind)).toEqual(["task", "when", "task"]);
  });

  it("is frozen, with options merged from each .with(...)", () => {
    const { body } = build("frozen");
    const last = body.at(-1)!;
    expect(last).toMatchObject({ kind: "task", options: { retry: 1, timeout: "1h" } });
    expect(Object.isFrozen(last) && Object.isFrozen(body[1]) && Object.isFrozen(body[0])).toBe(true);
  });

  it("leaves nothing open when a body throws: the next pipeline is untouched", () => {
    expect(() =>
      pipeline({ name: "broken" }, () => {
        make();
        throw new Error("half way");
      }),
    ).toThrow("half way");
    expect(() => make()).toThrow('component "make" is used outside the body of a pipeline.');
    expect(build("after").body).toHaveLength(3);
  });

  it("refuses a ref of another pipeline at the place where it is used", () => {
    let rows: NumberRef | undefined;
    pipeline({ name: "first" }, () => {
      rows = make().rows;
    });
    expect(() =>
      pipeline({ name: "second" }, () => {
        const { examples } = make();
        use({ examples, rows: rows! });
      }),
    ).toThrow("This ref belongs to another pipeline");
  });

  it.each([
    ["a template string", (ref: NumberRef) => `${ref as unknown as string}`],
    ["arithmetic", (ref: NumberRef) => (ref as unknown as number) + 1],
    ["a comparison", (ref: NumberRef) => (ref as unknown as number) > 1],
    ["JSON", (ref: NumberRef) => JSON.stringify({ ref })],
  ])("refuses a ref in %s", (_what, misuse) => {
    expect(() => pipeline({ name: "misuse" }, () => void misuse(make().rows))).toThrow("here it is used as a value now");
  });
});
