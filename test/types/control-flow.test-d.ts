import {
  type ArtifactRef,
  type Condition,
  component,
  Examples,
  forEach,
  type ListRef,
  listOf,
  Model,
  type NumberRef,
  pipeline,
  type Ref,
  range,
  repeatUntil,
  Schema,
  type TextRef,
  when,
} from "pipewright";
import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { DslTypeError } from "../../dsl/type-error.ts";

const ingest = component({
  name: "ingest",
  params: { source: z.string() },
  outputs: { examples: Examples, schema: Schema, rows: z.int(), good: z.boolean(), words: z.array(z.string()) },
  run: () => ({ rows: 1, good: true, words: [] }),
});
const train = component({
  name: "train",
  params: { rate: z.number() },
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number(), verdict: z.enum(["good", "bad"]) },
  run: () => ({ auc: 1, verdict: "good" as const }),
});
const propose = component({
  name: "propose",
  outputs: { candidates: z.array(z.object({ rate: z.number(), name: z.string(), layers: z.array(z.int()) })), shards: z.int() },
  run: () => ({ candidates: [], shards: 1 }),
});
const pick = component({
  name: "pick",
  inputs: { models: listOf(Model) },
  params: { scores: z.array(z.number()) },
  run: () => {},
});

pipeline({ name: "branches" }, () => {
  const { examples, schema, rows, good } = ingest({ source: "a.csv" });
  const trained = train({ examples, rate: 0.1 });

  const merged = when(good, () => train({ examples, rate: 1 }))
    .elseWhen(rows.gt(10), () => ({ model: trained.model, auc: 0.5, verdict: trained.verdict, more: rows }))
    .otherwise(() => ({ model: trained.model, auc: trained.auc, verdict: trained.verdict }));
  expectTypeOf(merged.model).toEqualTypeOf<ArtifactRef<"Model">>();
  expectTypeOf(merged.auc).toEqualTypeOf<NumberRef>();
  expectTypeOf(merged.verdict).toEqualTypeOf<TextRef<"good" | "bad">>();
  // @ts-expect-error one branch alone has it
  merged.more;
  // @ts-expect-error a task's own methods are no results
  merged.with;

  const one = when(good, () => rows).otherwise(() => trained.auc);
  expectTypeOf(one).toExtend<NumberRef>();
  const mixture = when(good, () => ({ x: rows })).otherwise(() => ({ x: trained.verdict }));
  expectTypeOf(mixture.x).toEqualTypeOf<Ref<number | "good" | "bad">>();
  // @ts-expect-error what may be a number or a text is no number
  train({ examples, rate: mixture.x });

  const either = when(good, () => ({ made: examples })).otherwise(() => ({ made: schema }));
  expectTypeOf(either.made).toEqualTypeOf<ArtifactRef<"Examples" | "Schema">>();
  // @ts-expect-error input "examples" wants Examples, got Schema
  train({ examples: either.made, rate: 1 });
  // of a union the sentence tells what is too much, and not that Examples are wanted and got
  type Told = Parameters<typeof train<{ readonly examples: ArtifactRef<"Examples" | "Schema"> }>>[0]["examples"];
  expectTypeOf<Told>().toExtend<DslTypeError<'input "examples" wants Examples, got Schema'>>();

  const kinds = when(good, () => ({ it: trained.model })).otherwise(() => ({ it: trained.auc }));
  // @ts-expect-error a value in one branch and an artifact in the other
  kinds.it;

  const open = when(good, () => train({ examples, rate: 1 }));
  // @ts-expect-error without otherwise nothing may have run
  open.model;
  // @ts-expect-error a text is no condition
  open.elseWhen(trained.verdict, () => {});
  // @ts-expect-error nothing stands after otherwise
  open.otherwise(() => trained).elseWhen(good, () => {});
});

pipeline({ name: "loops" }, () => {
  const { examples, rows, words } = ingest({ source: "a.csv" });
  const plan = propose();

  forEach([{ rate: 0.1, name: "low" }], (item, index) => {
    expectTypeOf(item.rate).toExtend<NumberRef<0.1>>();
    expectTypeOf(item.name).toExtend<TextRef<"low">>();
    expectTypeOf(index).toEqualTypeOf<NumberRef>();
    train({ examples, rate: item.rate });
    // @ts-expect-error a text is no number
    train({ examples, rate: item.name });
    // @ts-expect-error items have no such key
    item.layers;
  });
  forEach(range(3), (fold) => expectTypeOf(fold).toEqualTypeOf<NumberRef>());
  forEach(range(plan.shards), (shard) => expectTypeOf(shard).toEqualTypeOf<NumberRef>());
  forEach(words, (word) => expectTypeOf(word).toEqualTypeOf<TextRef>());
  forEach(plan.candidates, ({ rate, name, layers }) => {
    expectTypeOf(rate).toEqualTypeOf<NumberRef>();
    expectTypeOf(name).toEqualTypeOf<TextRef>();
    expectTypeOf(layers).toEqualTypeOf<ListRef<number[]>>();
    forEach(layers, (layer) => expectTypeOf(layer).toEqualTypeOf<NumberRef>());
  });
  // @ts-expect-error a number is no list
  forEach(rows, () => {});
  // @ts-expect-error a text does not count
  range(words);
  // @ts-expect-error an artifact is no list
  forEach(examples, () => {});
  // @ts-expect-error how many pods is known when the pipeline is compiled
  forEach(words, () => {}, { parallelism: rows });

  const trials = forEach(plan.candidates, ({ rate }) => ({ ...train({ examples, rate }), rate, fixed: 1 }));
  expectTypeOf(trials.model).toEqualTypeOf<ArtifactRef<"Model[]">>();
  expectTypeOf(trials.auc).toEqualTypeOf<ListRef<number[]>>();
  expectTypeOf(trials.verdict).toEqualTypeOf<ListRef<("good" | "bad")[]>>();
  pick({ models: trials.model, scores: trials.rate });
  pick({ models: trials.model, scores: trials.auc });
  // @ts-expect-error input "examples" wants Examples, got Model[]
  train({ examples: trials.model, rate: 1 });
  // @ts-expect-error a list of texts is no list of numbers
  pick({ models: trials.model, scores: trials.verdict });
  const nested = forEach([1, 2], () => forEach(words, (word) => word));
  expectTypeOf(nested).toExtend<ListRef<string[][]>>();
});

pipeline({ name: "repetitions" }, () => {
  const { examples, rows } = ingest({ source: "a.csv" });
  const first = train({ examples, rate: 1 });
  const tuned = repeatUntil(
    (last, round) => {
      expectTypeOf(last.rate).toEqualTypeOf<NumberRef>();
      expectTypeOf(last.model).toEqualTypeOf<ArtifactRef<"Model">>();
      expectTypeOf(round).toEqualTypeOf<NumberRef>();
      const next = train({ examples, rate: last.rate });
      return { rate: next.auc, model: next.model, good: next.auc.gt(0.9) };
    },
    ({ good }) => good,
    { max: 3, start: { rate: 0.1, model: first.model } },
  );
  expectTypeOf(tuned.rate).toEqualTypeOf<NumberRef>();
  expectTypeOf(tuned.model).toEqualTypeOf<ArtifactRef<"Model">>();
  expectTypeOf(tuned.good).toEqualTypeOf<Condition>();

  repeatUntil(
    // @ts-expect-error Property 'rate' is missing: it is what the next round gets
    (last) => ({ auc: train({ examples, rate: last.rate }).auc }),
    () => ingest({ source: "b.csv" }).good,
    { max: 3, start: { rate: 0.1 } },
  );
  repeatUntil(
    () => ({ auc: train({ examples, rate: 1 }).auc }),
    // @ts-expect-error a number is no condition
    ({ auc }) => auc,
    { max: 3 },
  );
  const body = () => ({ auc: first.auc });
  const until = ({ auc }: { readonly auc: NumberRef }) => auc.gt(1);
  // @ts-expect-error the most rounds are known when the pipeline is compiled
  repeatUntil(body, until, { max: rows });
  // @ts-expect-error somewhere it ends
  repeatUntil(body, until, {});
});

const refit = pipeline(
  { name: "refit", params: { rate: z.number(), note: z.string().default("-") }, inputs: { examples: Examples } },
  ({ rate, note, examples }) => {
    expectTypeOf(rate).toEqualTypeOf<NumberRef>();
    expectTypeOf(note).toEqualTypeOf<TextRef>();
    expectTypeOf(examples).toEqualTypeOf<ArtifactRef<"Examples">>();
    return { model: train({ examples, rate }).model, rate, count: 3 };
  },
);
const score = pipeline({ name: "score", inputs: { examples: Examples } }, ({ examples }) => train({ examples, rate: 1 }).auc);
const alone = pipeline({ name: "alone" }, () => void propose());

pipeline({ name: "calls" }, () => {
  const { examples, schema, rows, good } = ingest({ source: "a.csv" });
  const fitted = refit({ examples, rate: 0.1 });
  expectTypeOf(fitted.model).toEqualTypeOf<ArtifactRef<"Model">>();
  expectTypeOf(fitted.count).toEqualTypeOf<NumberRef>();
  refit({ examples, rate: rows, note: "x" }).after(fitted, alone());
  const auc = score({ examples });
  train({ examples, rate: auc });

  // @ts-expect-error Property 'rate' is missing
  refit({ examples });
  // @ts-expect-error Property 'examples' is missing
  refit({ rate: 1 });
  // @ts-expect-error input "examples" wants Examples, got Schema
  refit({ examples: schema, rate: 1 });
  // @ts-expect-error input "examples" wants the artifact Examples
  refit({ examples: rows, rate: 1 });
  // @ts-expect-error a truth value is no number
  refit({ examples, rate: good });
  // @ts-expect-error "rates" is no parameter or input
  refit({ examples, rate: 1, rates: 2 });
  // @ts-expect-error it takes nothing
  alone({ rate: 1 });
  // @ts-expect-error its body does not return it
  fitted.auc;
  // what holds for all tasks inside; the refs are the same
  const patient = fitted.with({ retry: 2, timeout: "1h", labels: { team: "ranking" }, name: "fit-again" }).after(alone());
  expectTypeOf(patient.model).toEqualTypeOf<ArtifactRef<"Model">>();
  // @ts-expect-error outputs are a task's own
  fitted.with({ outputs: {} });
  // @ts-expect-error so is a value that exists only in the run
  fitted.with({ env: { RATE: rows } });
});
