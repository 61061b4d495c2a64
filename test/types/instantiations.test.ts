import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantiations, typedWorkspace } from "../../bench/measure/type-check.ts";
import { type Shape, shapes, typedProgram } from "../../bench/programs/typed-program.ts";

/** What an editor pays for each way to grow a pipeline: instantiations of types for the first 100 tasks, and for each one after. */
const pinned: Readonly<Record<Shape, { readonly first100: number; readonly eachAfter: number }>> = {
  chain: { first100: 8334, eachAfter: 80 },
  fan: { first100: 22160, eachAfter: 198 },
  branches: { first100: 16328, eachAfter: 158 },
  operations: { first100: 8904, eachAfter: 80 },
  calls: { first100: 10694, eachAfter: 98 },
};

/**
 * Of a file with five components and two tasks; nearly all of it is the words themselves, as sources: a third checks what values look like,
 * and is no part of the declarations that an author has.
 */
const pinnedStart = 35_806;

/** The same TypeScript counts the same; another one, or another zod, a little more or less. */
const slack = 0.05;

const files = shapes.flatMap((shape) => [100, 200].map((count) => [`${shape}-${count}.ts`, typedProgram([shape], count)]));
const project = typedWorkspace({ "empty.ts": typedProgram([], 0), ...Object.fromEntries(files) });
afterAll(() => project[Symbol.dispose]());

describe("the type checker's work, which is counted and not timed, grows with the tasks and no faster:", () => {
  let none = 0;
  beforeAll(async () => {
    none = await instantiations(project, "empty.ts");
  }, 120_000);

  it("of a file with components and hardly a task", () => expectPinned("the start", none, pinnedStart));

  it.for(shapes)("%s", { timeout: 120_000 }, async (shape) => {
    const some = await instantiations(project, `${shape}-100.ts`);
    const many = await instantiations(project, `${shape}-200.ts`);
    const found = { first100: some - none, eachAfter: (many - some) / 100 };
    expect(many - some, "the second 100 tasks cost more than the first").toBeLessThanOrEqual(found.first100);
    for (const part of ["first100", "eachAfter"] as const) expectPinned(part, found[part], pinned[shape][part]);
  });
});

/** Of a test that fakes a component in each of many ways, and of what it asks of the run: for each fake and call. */
const pinnedFake = 94;

it("of a test, each fake and each list of calls costs the same", { timeout: 120_000 }, async () => {
  const text = (count: number): string => `import { component, pipeline } from "pipewright";
import { fake, testRun } from "pipewright/testing";
import { z } from "zod";
const step = component({ name: "step", params: { n: z.int() }, outputs: { n: z.int(), ok: z.boolean() }, run: () => ({ n: 1, ok: true }) });
const tested = pipeline({ name: "tested" }, () => step({ n: 1 }).n);
const run = await testRun(tested, { fakes: [${"fake(step, ({ n }, attempt) => ({ n: n + attempt, ok: n > 1 })),".repeat(count)}] });
${"run.calls(step)[0]?.inputs.n.toFixed(run.calls(step)[0]?.outputs?.n);".repeat(count)}
`;
  using tests = typedWorkspace({ "some.ts": text(10), "many.ts": text(110) });
  const found = ((await instantiations(tests, "many.ts")) - (await instantiations(tests, "some.ts"))) / 100;
  expectPinned("a fake and two lists of calls", found, pinnedFake);
});

function expectPinned(part: string, found: number, expected: number): void {
  const more = found / expected - 1;
  const toDo = more > 0 ? "find what made the types dearer" : "pin what was won";
  expect(Math.abs(more), `${part} is ${found} instead of ${expected}: ${toDo}`).toBeLessThan(slack);
}
