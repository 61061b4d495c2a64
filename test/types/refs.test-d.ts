import {
  type Condition,
  component,
  forEach,
  type ListRef,
  max,
  min,
  type NumberRef,
  not,
  pipeline,
  type Ref,
  type TextRef,
  text,
  when,
} from "pipewright";
import { z } from "zod";
import type { DslTypeError } from "../../dsl/type-error.ts";

const find = component({
  name: "find",
  outputs: {
    rows: z.int(),
    auc: z.number(),
    good: z.boolean(),
    name: z.string(),
    verdict: z.enum(["good", "bad"]),
    best: z.number().nullable(),
    note: z.string().optional(),
    words: z.array(z.string()),
    grid: z.array(z.object({ rate: z.number(), layers: z.array(z.int()) })),
    scores: z.object({
      auc: z.number(),
      deep: z.object({ name: z.string() }),
      eq: z.string(),
      length: z.number(),
      maybe: z.number().optional(),
    }),
    byCountry: z.record(z.string(), z.number()),
    either: z.union([z.string(), z.number()]),
    anything: z.unknown(),
    wild: z.any(),
  },
  run: () => {
    throw new Error("is not run");
  },
});
const take = component({
  name: "take",
  params: {
    number: z.number().optional(),
    text: z.string().optional(),
    truth: z.boolean().optional(),
    words: z.array(z.string()).optional(),
    verdict: z.enum(["good", "bad"]).optional(),
    either: z.union([z.string(), z.number()]).optional(),
    best: z.number().nullable().optional(),
    scores: z.object({ auc: z.number() }).optional(),
  },
  run: () => {},
});

pipeline({ name: "refs" }, () => {
  const found = find();
  const { rows, auc, good, name, verdict, best, note, words, grid, scores, byCountry, either, anything, wild } = found;

  // numbers
  const sum: NumberRef = rows.plus(1).times(auc).dividedBy(rows.minus(2)).modulo(3).negate().abs().round();
  take({ number: sum, truth: min(rows, 256, auc).lt(max(1, 2)) });
  // @ts-expect-error text is no number
  rows.plus("1");
  // @ts-expect-error a truth value is no number
  auc.gt(good);
  // @ts-expect-error what may be null is no number
  auc.gt(best);
  // @ts-expect-error numbers are not searched
  rows.contains("1");
  // @ts-expect-error text is no number
  take({ number: name });
  // @ts-expect-error at least two numbers
  min(1);

  // texts
  const label: TextRef = name.concat("-", verdict).trim();
  take({ text: text`${label}: ${rows} rows, ${auc.gt(0.5)}, ${3}`, number: name.length() });
  when(name.matches("^a").and(name.startsWith(label), name.contains("b").or(name.ge("2024-01-01"))), () => {});
  // @ts-expect-error numbers are joined by text`...`
  name.concat(rows);
  // @ts-expect-error a list is no part of a text
  text`${words}`;
  // @ts-expect-error a pattern is known when the pipeline is compiled
  name.matches(label);
  // @ts-expect-error text does not compare with a number
  name.gt(3);

  // one of a few texts
  verdict.eq("good").or(verdict.in(["good", "bad"]), verdict.eq(name), name.eq(verdict));
  take({ verdict });
  // @ts-expect-error it is never "fine"
  verdict.eq("fine");
  // @ts-expect-error any text is not one of the few
  take({ verdict: name });

  // truth values
  when(not(good).and(good.eq(true)).not(), () => {});
  // @ts-expect-error a number is no condition
  good.and(rows);
  // @ts-expect-error a text is no condition
  when(name, () => {});

  // what may be null
  const certain: NumberRef = best.orElse(0);
  take({ best, number: certain, text: note.orElse("none") });
  when(best.eq(null).or(best.ne(3), note.eq("x")), () => {});
  // @ts-expect-error this value may be null: say what stands in for it by .orElse(value) first
  best.gt(3);
  // @ts-expect-error this value may be null
  note.concat("!");
  // @ts-expect-error text can't stand in for a number
  best.orElse("0");
  // @ts-expect-error it may be null
  take({ number: best });
  // @ts-expect-error a number is never null
  rows.eq(null);

  // lists
  const first: TextRef = words.at(0).orElse("");
  take({ text: first, words, number: words.length(), truth: words.isEmpty().or(words.includes(name), name.in(words)) });
  const layers: ListRef<number[]> = grid.at(-1).orElse({ rate: 0, layers: [] }).layers;
  take({ number: layers.at(rows).orElse(0) });
  // @ts-expect-error a list of texts holds no number
  words.includes(3);
  // @ts-expect-error there may be no first word
  words.at(0).length();
  forEach(grid, ({ rate, layers: inner }) => take({ number: rate.plus(inner.length()) }));

  // objects
  const nested: TextRef = scores.deep.name;
  take({ text: nested, number: scores.field("auc"), scores });
  take({ text: scores.field("eq"), number: scores.maybe.orElse(byCountry.field("DE").orElse(1)) });
  const { auc: taken } = scores;
  const same: NumberRef = taken;
  same.gt(1);
  // @ts-expect-error no such key
  scores.acu;
  // @ts-expect-error no such key
  scores.field("acu");
  // @ts-expect-error a key called like a method is read by field
  take({ text: scores.eq });
  take({ number: scores.field("length") });
  // @ts-expect-error a key called like a method is read by field, and the sentence says so
  take({ number: scores.length });
  const hidden: DslTypeError<'refs have a method "length": read the key by .field("length")'> = scores.length;
  void hidden;
  // @ts-expect-error a country may be missing
  byCountry.field("DE").plus(1);
  // @ts-expect-error keys of a dictionary are read by field
  byCountry.DE;

  // mixtures, and what nothing is known of
  when(either.eq("a").or(either.eq(1), either.in(["a", 1]), anything.eq({ a: [1] }), wild.ne(null)), () => {});
  take({ either, text: anything.json() });
  // @ts-expect-error it may be a text
  either.plus(1);
  // @ts-expect-error nothing is known of it
  anything.plus(1);

  // refs are no values
  // @ts-expect-error a ref is no number
  rows + 1;
  const assigned: Ref<number> = rows;
  const condition: Condition = assigned.eq(1);
  when(condition, () => {});
});
