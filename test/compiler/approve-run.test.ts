import { approve, component, forEach, pipeline, suspend, text, when } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { givenAnswers, parseAnswer } from "../../runner/answers/given-answers.ts";
import type { Question } from "../../runner/answers/question.ts";
import { playPipeline } from "../helpers/play-components.ts";

const work = component({ name: "work", outputs: { auc: z.number() }, run: () => ({ auc: 0.5 }) });
const tell = component({ name: "tell", params: { what: z.unknown() }, run: () => {} });
const players = { work: () => ({ outputs: { auc: 0.5 } }) };
const told = (calls: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>) =>
  (calls["tell"] ?? []).map(({ what }) => what);
const saying = (...given: readonly string[]) => givenAnswers(given.map(parseAnswer));

const ask = pipeline({ name: "ask" }, () => {
  const { auc } = work();
  const release = approve({
    message: text`Release {{workflow.name}} with ${auc}?`,
    parameters: {
      go: z.enum(["YES", "NO"]),
      note: z.string().default("no {note}"),
      copies: z.int().default(1),
      dry: z.boolean().default(false),
      tags: z.array(z.string()).default(["a"]),
    },
  });
  when(release.go.eq("YES"), () => tell({ what: "released" }));
  tell({ what: release.note });
  tell({ what: release.copies.plus(1) });
  tell({ what: release.dry });
  tell({ what: release.tags });
});

describe("an approval", () => {
  it("asks with its message as data, and says what may be answered", async () => {
    const questions: Question[] = [];
    await playPipeline(ask, players, async (question) => {
      questions.push(question);
      return new Map([["go", "NO"]]);
    });
    expect(questions).toMatchObject([
      {
        names: expect.arrayContaining(["approve", "answer", "approve-answer"]),
        message: "Release {{workflow.name}} with 0.5?",
        seconds: undefined,
        parameters: [
          { name: "go", defaultText: undefined, choices: undefined },
          { name: "note", defaultText: "no {note}" },
          { name: "copies", defaultText: "1" },
          { name: "dry", defaultText: "false", choices: ["true", "false"] },
          { name: "tags", defaultText: '["a"]' },
        ],
      },
    ]);
  });

  it("gives answers of the types of their schemas", async () => {
    const { calls, phase } = await playPipeline(
      ask,
      players,
      saying(
        "go=YES",
        "approve.copies= 41 ",
        "dry=TRUE".toLowerCase(),
        'tags=["{{x}}", "$(HOME)"]',
        "note={{workflow.name}} $(X) \u0001",
      ),
    );
    expect(phase).toBe("Succeeded");
    expect(told(calls)).toHaveLength(5);
    for (const what of ["released", "{{workflow.name}} $(X) \u0001", 42, true, ["{{x}}", "$(HOME)"]])
      expect(told(calls)).toContainEqual(what);
  });

  it.each([
    ["no choice", "go=MAYBE"],
    ["no number", "go=YES", "copies=many"],
    ["no whole number", "go=YES", "copies=1.5"],
    ["no list", "go=YES", "tags=a"],
  ])("fails with an answer that is %s, and nobody reads it", async (_what, ...given) => {
    const { calls, phase, nodes } = await playPipeline(ask, players, saying(...given));
    expect(phase).toBe("Error");
    expect(nodes["approve"]?.phase).toBe("Error");
    expect(calls["tell"]).toBeUndefined();
  });

  it("takes the defaults when the time is over", async () => {
    const quick = pipeline({ name: "quick" }, () => {
      const { go } = approve({ message: "Go?", parameters: { go: z.enum(["YES", "NO"]).default("NO") }, timeout: "1s" });
      tell({ what: go });
    });
    expect(told((await playPipeline(quick, players)).calls)).toEqual(["NO"]);
    const asked = await playPipeline(quick, players, saying("go=YES"));
    expect(told(asked.calls)).toEqual(["YES"]);
  });

  it("without parameters is given by going on", async () => {
    const plain = pipeline({ name: "plain" }, () => {
      const agreed = approve({ message: "Go on?" });
      tell({ what: "gone on" }).after(agreed);
      const waited = suspend();
      tell({ what: "resumed" }).after(waited);
    });
    expect(told((await playPipeline(plain, players, saying("approve", "suspend"))).calls).sort()).toEqual(["gone on", "resumed"]);
    const refused = await playPipeline(plain, players, saying("suspend"));
    expect(refused.nodes["approve"]).toMatchObject({ phase: "Error", message: expect.stringContaining("--answer approve") });
  });

  it("asks once per item of a loop", async () => {
    const loop = pipeline({ name: "loop" }, () => {
      forEach(["a", "b"], (name) => {
        const { word } = approve({ message: name, parameters: { word: z.string() } });
        tell({ what: text`${name} ${word}` });
      });
    });
    const messages: (string | undefined)[] = [];
    const { calls } = await playPipeline(loop, players, async ({ message }) => {
      messages.push(message);
      return new Map([["word", message!.toUpperCase()]]);
    });
    expect(messages.sort()).toEqual(["a", "b"]);
    expect(told(calls).sort()).toEqual(["a A", "b B"]);
  });
});
