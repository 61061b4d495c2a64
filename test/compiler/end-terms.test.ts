import { expect, it } from "vitest";
import { keptTerm, ownOutputTerm, runEndTerms } from "../../compiler/3-lower/end-terms.ts";
import { escapeGoJson } from "../../compiler/expression/go/escape-json.ts";
import { decodeWire, encodeWire } from "../../util/wire-form.ts";
import { type Answer, askOracle, describeWithOracle, type Question } from "../helpers/go-oracle.ts";

/** A message of every kind of character that Go's quotes write otherwise than JSON's, beside backslashes that belong to the text. */
const messages = [
  ...[
    0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 31, 34, 36, 39, 60, 92, 123, 127, 128, 133, 159, 160, 173, 0x61c, 0x200b, 0x2028, 0xfeff,
    0xfffd,
  ].flatMap((point) => {
    const character = String.fromCodePoint(point);
    return [character, `\\${character}`, `\\\\${character}x7f`, `${character}${character}{{${character}`];
  }),
  "\\x7f \\\\x7f \\U000e0001 \\u007b",
  "{{workflow.name}} {{=1+1}} $(HOME)",
  "🐢 \u{1f9ff} é",
];

const failure = (message: string, index: number) => ({
  displayName: `task-${index}`,
  message,
  templateName: "work",
  phase: "Failed",
  podName: `pod-${index}`,
  finishedAt: `2026-11-23T18:00:${String(index % 60).padStart(2, "0")}Z`,
});

const quoted = async (texts: readonly string[]): Promise<readonly string[]> =>
  (await askOracle(texts.map((source): Question => ({ kind: "quote", source })))).map(textOf);

const textOf = ({ value, json, text, error }: Answer): string => {
  if (error !== undefined) throw new Error(error);
  return text ?? (json === undefined ? value! : (JSON.parse(json) as string));
};

describeWithOracle("in Argo's own expression language", () => {
  it("the failures arrive as they were, and nothing in them is a tag", async () => {
    const lists = messages.map((message, index) => escapeGoJson(JSON.stringify([failure(message, index)])));
    const questions = (await quoted(lists)).map(
      (list): Question => ({ kind: "expression", source: runEndTerms.failures.wire, values: { "workflow.failures": list } }),
    );
    const answers = (await askOracle(questions)).map(textOf);
    expect(answers.filter((wire) => wire.includes("{{") || wire.includes("$"))).toEqual([]);
    expect(answers.map((wire) => (decodeWire(wire) as { message: string }[])[0]?.message)).toEqual(messages);
  });

  it("a run without failures has none, DAGs around a failure are none, and the earliest is the first", async () => {
    const list = escapeGoJson(JSON.stringify([failure("second", 2), failure("", 3), failure("first", 1)]));
    const [none, some] = await quoted(["null", list]);
    const [nothing, two] = await askOracle(
      [none!, some!].map((value) => ({
        kind: "expression",
        source: runEndTerms.failures.wire,
        values: { "workflow.failures": value },
      })),
    );
    expect(textOf(nothing!)).toBe("[]");
    expect((decodeWire(textOf(two!)) as { message: string }[]).map(({ message }) => message)).toEqual(["first", "second"]);
  });

  it("what a task left behind is its value, and null where it left nothing", async () => {
    const wire = encodeWire("{{x}} $(HOME)");
    const kept = keptTerm("fit-2", "label").wire;
    const own = ownOutputTerm("fit-2", "label").wire;
    const questions: readonly Question[] = [
      { kind: "expression", source: kept, values: { "workflow.name": "wf" } },
      { kind: "expression", source: kept, values: { "workflow.outputs.parameters.other": "1" } },
      { kind: "expression", source: kept, values: { "workflow.outputs.parameters.fit-2-label": "" } },
      { kind: "expression", source: kept, values: { "workflow.outputs.parameters.fit-2-label": wire } },
      { kind: "expression", source: own, values: { "tasks.fit-2.status": "Failed" } },
      {
        kind: "expression",
        source: own,
        values: { "tasks.fit-2.status": "Failed", "tasks.fit-2.outputs.parameters.label": wire },
      },
    ];
    expect((await askOracle(questions)).map(textOf)).toEqual(["null", "null", "null", wire, "null", wire]);
  });

  it("a hook's expression waits while its task is not there", async () => {
    const { wire } = ownOutputTerm("fit", "label");
    const early = [{}, { "tasks.other.outputs.parameters.x": "1" }].map((values) => ({
      kind: "expression" as const,
      source: wire,
      values,
    }));
    for (const { error } of await askOracle(early)) expect(error).toContain("cannot fetch");
  });

  it("the length of a run is a number", async () => {
    const [answer] = await askOracle([
      { kind: "expression", source: runEndTerms.duration.wire, values: { "workflow.duration": "12.500000" } },
    ]);
    expect(textOf(answer!)).toBe("12.5");
  });
});
