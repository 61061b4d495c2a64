import { isDeepStrictEqual } from "node:util";
import { component, forEach, InputError, max, min, not, pipeline, text, when } from "pipewright";
import { z } from "zod";

const measure = component({
  name: "measure",
  params: { name: z.string() },
  outputs: {
    rows: z.int(),
    auc: z.number(),
    good: z.boolean(),
    title: z.string(),
    best: z.number().nullable(),
    words: z.array(z.string()),
    scores: z.object({ "f1-score": z.number(), deep: z.object({ length: z.int() }), label: z.string().optional() }),
    grid: z.array(z.object({ rate: z.number(), tags: z.array(z.string()) })),
  },
  run: ({ params }) => ({
    rows: 1_000_000,
    auc: 0.875,
    good: true,
    title: `${params.name} {{=1+1}} $(HOME) 🐢`,
    best: null,
    words: ["{{workflow.name}}", "it's", ""],
    scores: { "f1-score": 0.5, deep: { length: 7 } },
    grid: [
      { rate: 0.1, tags: ["a"] },
      { rate: 0.2, tags: [] },
    ],
  }),
});

/** Fails when an operation gave anything else than JavaScript gives for the same values. */
const compare = component({
  name: "compare",
  params: { what: z.string(), got: z.unknown(), wanted: z.unknown() },
  run: ({ params }) => {
    if (!isDeepStrictEqual(params.got, params.wanted))
      throw new InputError(
        "differs",
        `${params.what}: ${JSON.stringify(params.got)} is not ${JSON.stringify(params.wanted)}`,
        "",
      );
  },
});
const mustNotRun = component({
  name: "must-not-run",
  run: () => {
    throw new InputError("ran", "a condition held that must not hold", "");
  },
});

export default pipeline(
  {
    name: "operations",
    params: { name: z.string().default("it's {{x}}"), limit: z.int().default(3), rate: z.number().default(-2.5) },
  },
  ({ name, limit, rate }) => {
    const { rows, auc, good, title, best, words, scores, grid } = measure({ name });
    const check = (what: string, got: unknown, wanted: unknown) =>
      compare({ what, got: got as string, wanted: wanted as string });

    check("arithmetic", rows.plus(1).times(auc).minus(limit), 875_000.875 - 3);
    check("rounding", rate.round(), -2);
    check("remainder", rows.plus(limit).modulo(10), 3);
    check("the least", min(rows, words.length(), 256), 3);
    check("the greatest of what is there", max(best.orElse(0.5), auc), 0.875);
    check("text", text`${title}: ${rows} rows, ${auc.gt(0.5)}`, "it's {{x}} {{=1+1}} $(HOME) 🐢: 1000000 rows, true");
    check("length", title.length(), 29);
    check("joined", name.concat("{", title.trim()), "it's {{x}}{it's {{x}} {{=1+1}} $(HOME) 🐢");
    check("first word", words.at(0), "{{workflow.name}}");
    check("no fourth word", words.at(3), null);
    check("key", scores["f1-score"], 0.5);
    check("key called like a method", scores.deep.field("length").dividedBy(2), 3.5);
    check("absent key", scores.label.orElse("none"), "none");
    check("item of a list of objects", grid.at(-1).orElse({ rate: 0, tags: [] }).rate, 0.2);
    check("object", scores.deep, { length: 7 });
    check("json", scores.deep.json(), '{"length":7}');
    check("comparison", not(good.and(rows.gt(1e6).or(name.eq("x")))), true);

    when(
      words.includes("it's").and(title.matches("^it's \\{\\{x\\}\\}"), limit.in([1, 2, 3]), name.in(["a", "it's {{x}}"])),
      () => {
        check("in a branch", best.eq(null), true);
      },
    );
    when(best.ne(null).or(scores.eq({ "f1-score": 0.5, deep: { length: 8 } }), words.isEmpty(), title.startsWith("x")), () => {
      mustNotRun();
    });
    forEach(grid, ({ rate: each, tags }, index) => {
      check("in a loop", each.times(10).round().minus(index), 1);
      check("text in a loop", text`${index}${tags.length()}`.in(["01", "10"]), true);
    });
  },
);
