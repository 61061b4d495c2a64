import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { type Depends, evaluateDepends, parseDepends, type TaskResults } from "../../compiler/expression/depends.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { ExpressionError } from "../../compiler/expression/expression-error.ts";
import { formatValue } from "../../compiler/expression/go/format-value.ts";
import { GoPanic } from "../../compiler/expression/go/go-panic.ts";
import { encodeJson } from "../../compiler/expression/go/json-encode.ts";
import { quote } from "../../compiler/expression/go/quote.ts";
import { replaceStrayBytes } from "../../compiler/expression/go/utf8.ts";
import type { Value } from "../../compiler/expression/value.ts";
import { WhenError } from "../../compiler/expression/when/when-error.ts";
import { evaluateWhen } from "../../compiler/expression/when.ts";
import { tagsIn } from "../../runner/template/replace-tags.ts";
import { TemplateError } from "../../runner/template/template-error.ts";
import { type Answer, askOracle, describeWithOracle, type Question } from "../helpers/go-oracle.ts";
import { showValue } from "../helpers/show-value.ts";
import { anyCondition } from "./expression/generate-condition.ts";
import { anything, VALUES } from "./expression/generate-expression.ts";

const SEED = 20260821;

describeWithOracle("Argo's languages give here what they give in Go", () => {
  it.each(["corpus.txt", "sprig-corpus.txt"])("each expression of %s", async (file) => {
    await compare("expression", corpus(file), CORPUS_VALUES);
  });

  it("6,000 generated expressions", { timeout: 60_000 }, async () => {
    const sources = fc.sample(fc.integer({ min: 1, max: 4 }).chain(anything), { numRuns: 6000, seed: SEED });
    const errors = await compare("expression", [...new Set(sources)], VALUES);
    expect(errors).toBeLessThan(0.4);
  });

  it("each condition of when-corpus.txt", async () => {
    await compare("when", corpus("when-corpus.txt"), {});
  });

  it("4,000 generated conditions of when", { timeout: 60_000 }, async () => {
    await compare("when", [...new Set(fc.sample(anyCondition, { numRuns: 4000, seed: SEED }))], {});
  });

  it("500 generated conditions of depends", async () => {
    const cases = fc
      .sample(dependsCase, { numRuns: 500, seed: SEED })
      .map(([text, results]) => ({ depends: parseDepends(text), results }));
    const answers = await askOracle(cases.map(({ depends, results }) => dependsQuestion(depends, results)));
    const ours = cases.map(({ depends, results }) => `bool:${evaluateDepends(depends, new Map(Object.entries(results)))}`);
    expect(ours).toEqual(answers.map(({ value }) => value));
  });

  it("quoted text", async () => {
    const texts = fc.sample(fc.string({ unit: character, maxLength: 12 }), { numRuns: 1000, seed: SEED });
    const answers = await askOracle(texts.map((source) => ({ kind: "quote", source })));
    expect(texts.map((text) => showValue(quote(text)))).toEqual(answers.map(({ value }) => value));
  });

  it("the tags of a text", async () => {
    const texts = fc.sample(fc.string({ unit: fc.constantFrom("{", "}", "{{", "}}", "a", " "), maxLength: 12 }), {
      numRuns: 1000,
      seed: SEED,
    });
    const answers = await askOracle(texts.map((source) => ({ kind: "tags", source })));
    const ours = texts.map((text) => attempt(() => `[]string[${tagsIn(text).map(showValue).join(",")}]`).outcome);
    expect(ours).toEqual(answers.map(({ value, error }) => value ?? error));
  });
});

/** What the expressions of the corpora may name. */
const CORPUS_VALUES: Readonly<Record<string, string | null>> = {
  text: "abc",
  other: "x",
  intText: "5",
  floatText: "2.5",
  jsonText: '{"a":[1,2]}',
  "nested.a": "1",
  "nested.b-c": "2",
  "nested.absent": null,
  absent: null,
  item: "7",
};

function corpus(file: string): readonly string[] {
  const lines = readFileSync(join(import.meta.dirname, "expression", file), "utf8").split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("# "));
}

/** Compares values, how they print, and the words of errors. @returns which part of the answers are errors */
async function compare(
  kind: "expression" | "when",
  sources: readonly string[],
  values: Readonly<Record<string, string | null>>,
): Promise<number> {
  const answers = await askOracle(sources.map((source): Question => ({ kind, source, values })));
  const environment = argoEnvironment(values);
  const ours = sources.map((source) => (kind === "when" ? whenOutcome(source) : expressionOutcome(source, environment)));
  const theirs = answers.map((answer, i) =>
    kind === "when" ? whenAnswer(sources[i] as string, answer) : expressionAnswer(answer),
  );
  const differing = [...sources.keys()].filter((i) => JSON.stringify(ours[i]) !== JSON.stringify(theirs[i])).slice(0, 20);
  expect(differing.map((i) => ({ source: sources[i], ...ours[i] }))).toEqual(
    differing.map((i) => ({ source: sources[i], ...theirs[i] })),
  );
  return answers.filter(({ error }) => error !== undefined).length / answers.length;
}

interface Outcome {
  /** A value with its Go types, or the words of an error. */
  readonly outcome: string;
  readonly text?: string;
  readonly json?: string;
}

function expressionOutcome(source: string, environment: ReturnType<typeof argoEnvironment>): Outcome {
  return attempt(() => evaluateExpression(source, environment));
}

function expressionAnswer({ value, text, json, error }: Answer): Outcome {
  if (error !== undefined) return { outcome: withoutStack(error) };
  return { outcome: value ?? "", ...(value === "func" ? {} : { text: text ?? "" }), ...(json === undefined ? {} : { json }) };
}

/** A panic while compiling comes with Go's stack, and without a place. */
function withoutStack(error: string): string {
  return error.replace(/\ngoroutine [\s\S]*$/, "");
}

function attempt(work: () => Value): Outcome {
  try {
    const value = work();
    if (typeof value === "string" && value.startsWith("[]string[")) return { outcome: value };
    const json = jsonOf(value);
    const outcome = showValue(value);
    return {
      outcome,
      ...(outcome === "func" ? {} : { text: replaceStrayBytes(formatValue(value)) }),
      ...(json === undefined ? {} : { json }),
    };
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof TemplateError) return { outcome: replaceStrayBytes(error.message) };
    throw error;
  }
}

function jsonOf(value: Value): string | undefined {
  try {
    return encodeJson(value);
  } catch (error) {
    if (error instanceof GoPanic) return undefined;
    throw error;
  }
}

function whenOutcome(source: string): Outcome {
  try {
    return { outcome: `bool:${evaluateWhen(source)}` };
  } catch (error) {
    if (error instanceof WhenError) return { outcome: error.message };
    throw error;
  }
}

/** The controller's words around what govaluate says. */
function whenAnswer(source: string, { value, text, error }: Answer): Outcome {
  if (error === undefined)
    return { outcome: value?.startsWith("bool:") ? value : `Expected boolean evaluation for '${source}'. Got ${text}` };
  const reason = error.replace(/^[^:]*: /, "");
  const hint = reason.includes("Invalid token") ? ' (hint: try wrapping the affected expression in quotes ("))' : "";
  if (error.startsWith("Invalid: ")) return { outcome: `Invalid 'when' expression '${source}': ${reason}${hint}` };
  if (error.startsWith("Failed to parse: ")) return { outcome: `Failed to parse 'when' expression '${source}': ${reason}` };
  if (error.startsWith("panic: ")) return { outcome: `Invalid 'when' expression '${source}': ${reason}` };
  return { outcome: `Failed to evaluate 'when' expresion '${source}': ${reason}` };
}

/** Characters whose kind all versions of Unicode agree on. */
const character: fc.Arbitrary<string> = fc
  .oneof(
    ...[
      [0, 0x24f],
      [0x370, 0x3ff],
      [0x2000, 0x206f],
      [0xfe00, 0xfe0f],
      [0xfff0, 0xffff],
      [0x1f300, 0x1f5ff],
      [0xe0000, 0xe007f],
    ].map(([min, max]) => fc.integer({ min: min as number, max: max as number })),
  )
  .map((point) => String.fromCodePoint(point));

const TASKS = ["a", "b-c", "fetch-data", "x1"] as const;
const RESULTS = ["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"] as const;

const taskResults: fc.Arbitrary<TaskResults> = fc.record(
  Object.fromEntries(RESULTS.map((name) => [name, fc.boolean()])) as Record<(typeof RESULTS)[number], fc.Arbitrary<boolean>>,
);

const dependsText: fc.Arbitrary<string> = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...TASKS),
    fc.tuple(fc.constantFrom(...TASKS), fc.constantFrom(...RESULTS)).map(([task, result]) => `${task}.${result}`),
    fc
      .tuple(tie("whole"), fc.constantFrom("&&", "||"), tie("whole"))
      .map(([left, operator, right]) => `${left} ${operator} ${right}`),
    tie("whole").map((inner) => `(${inner})`),
    tie("whole").map((inner) => `!(${inner})`),
  ),
})).whole;

const dependsCase = fc.tuple(
  dependsText,
  fc
    .tuple(...TASKS.map(() => taskResults))
    .map((all) => Object.fromEntries(TASKS.map((task, i) => [task, all[i] as TaskResults]))),
);

function dependsQuestion(depends: Depends, results: Readonly<Record<string, TaskResults>>): Question {
  const named = Object.entries(results).map(
    ([task, result]) => [task.replaceAll("-", "_"), result as unknown as Record<string, boolean>] as const,
  );
  return { kind: "depends", source: depends.logic.replaceAll("-", "_"), results: Object.fromEntries(named) };
}
