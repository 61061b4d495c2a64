import { readFileSync, writeFileSync } from "node:fs";
import { component, File, forEach, listOf, pipeline, repeatUntil, when } from "pipewright";
import { z } from "zod";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";

const outputs = { value: z.int() };
export const plus = component({
  name: "plus",
  params: { value: z.int(), by: z.int().default(1), note: z.string().default("") },
  outputs,
  run: ({ params }) => ({ value: params.value + params.by }),
});
const extra = component({ name: "extra", params: { value: z.int() }, outputs, run: ({ params }) => ({ value: params.value }) });
const say = component({ name: "say", params: { what: z.unknown() }, run: () => {} });
const write = component({
  name: "write",
  params: { value: z.int() },
  outputs: { made: File },
  run: ({ params, outputs: { made } }) => writeFileSync(made.path, String(params.value)),
});
const join = component({
  name: "join",
  inputs: { one: File, many: listOf(File) },
  outputs: { text: z.string() },
  run: ({ inputs: { one, many } }) => ({ text: [one, ...many].map(({ path }) => readFileSync(path, "utf8")).join() }),
});

/** Each adds one to what the one before gave. */
export const chain = (count: number): PipelineNode =>
  pipeline({ name: "chain" }, () => {
    let last = plus({ value: 0 });
    for (let made = 1; made < count; made++) last = plus({ value: last.value });
    say({ what: last.value });
  });

/** All of them read the first one. Another one may stand before the `extraBefore`th, which takes no other's name. */
export const fan = (count: number, extraBefore = -1): PipelineNode =>
  pipeline({ name: "fan" }, () => {
    const first = plus({ value: 1 });
    for (let made = 1; made < count; made++) {
      if (made === extraBefore) extra({ value: first.value });
      plus({ value: first.value, by: made });
    }
  });

/** So many components that their templates alone are more than an object takes. */
export function manyComponents(count: number): PipelineNode {
  const own = Array.from({ length: count - 1 }, (_, index) =>
    component({ name: `own-${index}`, params: { value: z.int() }, outputs, run: ({ params }) => ({ value: params.value + 1 }) }),
  );
  return pipeline({ name: "many-components" }, () => {
    const first = plus({ value: 0 });
    say({ what: own.reduce((value, next) => next({ value }).value, first.value) });
  });
}

/** Constants so long that the tasks of one body are more than an object takes. */
export const longConstants = (count: number, text = "{long} ".repeat(230)): PipelineNode =>
  pipeline({ name: "long-constants" }, () => {
    let last = plus({ value: 0 });
    for (let made = 1; made < count; made++) last = plus({ value: last.value, note: `${made} ${text}` });
    say({ what: last.value });
  });

const called = pipeline({ name: "called", params: { value: z.int() }, inputs: { file: File } }, ({ value, file }) => {
  let last = plus({ value });
  for (let made = 1; made < 200; made++) last = plus({ value: last.value });
  const parts = forEach([1, 2], () => write({ value: last.value }));
  return { value: last.value, file, parts: parts.made };
});

/** Every word of control flow in a body that is too long for a DAG, and in it bodies that are too; everything crosses parts. */
export const mixed = pipeline({ name: "mixed", params: { goal: z.int().default(3) } }, ({ goal }) => {
  const first = plus({ value: 0 });
  const file = write({ value: first.value });
  const files = forEach([10, 20], (value) => write({ value }));
  const numbers = forEach([10, 20], (value) => plus({ value }));
  let last = first;
  for (let made = 0; made < 150; made++) last = plus({ value: last.value });
  const chosen = when(last.value.gt(100), () => {
    let inside = plus({ value: first.value });
    for (let made = 0; made < 200; made++) inside = plus({ value: inside.value });
    return { value: inside.value, file: write({ value: inside.value }).made };
  }).otherwise(() => ({ value: first.value, file: file.made }));
  for (let made = 0; made < 150; made++) last = plus({ value: last.value });
  const counted = forEach(
    numbers.value,
    (number) => {
      let inside = plus({ value: number, by: 100 });
      for (let made = 0; made < 190; made++) inside = plus({ value: inside.value });
      return { value: inside.value, file: write({ value: inside.value }).made };
    },
    { parallelism: 1 },
  );
  const repeated = repeatUntil(
    (before, round) => {
      let inside = plus({ value: before.value, by: round });
      for (let made = 0; made < 190; made++) inside = plus({ value: inside.value });
      return { value: inside.value, rounds: round.plus(1) };
    },
    ({ rounds }) => rounds.ge(goal),
    { max: 5, start: { value: chosen.value } },
  );
  for (let made = 0; made < 150; made++) last = plus({ value: last.value });
  const part = called({ value: repeated.value, file: chosen.file });
  say({ what: numbers.value });
  say({ what: counted.value });
  say({ what: last.value });
  say({ what: part.value });
  say({ what: join({ one: part.file, many: files.made }).text });
  say({ what: join({ one: file.made, many: counted.file }).text });
  say({ what: join({ one: file.made, many: part.parts }).text });
});
