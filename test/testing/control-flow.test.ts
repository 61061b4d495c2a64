import { approve, forEach, hours, minutes, onExit, onFailure, pipeline, repeatUntil, suspend, when } from "pipewright";
import { fake, testRun } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compare, good, ingest, note, register, taking, train } from "./helpers/small-steps.ts";

describe("control flow in a test", () => {
  it("collects values and artifacts of a loop, in the order of its items", async () => {
    const tested = pipeline({ name: "trials" }, () => {
      const { rows } = ingest({ source: "a" });
      const trials = forEach([1, 2, 3], (epochs) => train({ rows, epochs }));
      const { best } = compare({ models: trials.model, scores: trials.auc });
      return { best, models: trials.model, scores: trials.auc };
    });
    const run = await testRun(tested, {
      fakes: [
        ...good.slice(0, 1),
        fake(train, ({ epochs }) => ({ auc: epochs / 10, model: { epochs: String(epochs) } })),
        fake(compare, ({ models, scores }) => ({ best: models.length + scores.length })),
      ],
    });
    expect(run.result.scores).toEqual([0.1, 0.2, 0.3]);
    expect(run.result.models.map((model) => model.file("epochs"))).toEqual(["1", "2", "3"]);
    expect(run.calls(compare)[0]?.inputs.models.map(({ madeBy }) => madeBy)).toEqual(["train(0)", "train(1)", "train(2)"]);
    expect(run.step("train(1)").inputs["epochs"]).toBe(2);
    expect(run.result.best).toBe(6);
  });

  it("merges branches, whichever ran, and says of the others why they did not", async () => {
    const tested = pipeline({ name: "branches", params: { size: z.int() } }, ({ size }) => {
      const { rows } = ingest({ source: "a" });
      const { auc } = when(size.gt(100), () => train({ rows, epochs: 100 }))
        .elseWhen(size.gt(10), () => {
          note({ text: "middle" });
          return train({ rows, epochs: 10 });
        })
        .otherwise(() => train({ rows, epochs: 1 }));
      return { auc };
    });
    const fakes = [...good.slice(0, 1), fake(train, ({ epochs }) => ({ auc: epochs / 1000 })), fake(note, {})];
    const middle = await testRun(tested, { params: { size: 50 }, fakes });
    expect(middle.result).toEqual({ auc: 0.01 });
    expect(middle.skipped()).toEqual([
      { step: "train", why: "when size > 100: size is 50" },
      { step: "train-3", why: "otherwise: size is 50" },
    ]);
    const small = await testRun(tested, { params: { size: 5 }, fakes });
    expect(small.result).toEqual({ auc: 0.001 });
    expect(
      small
        .skipped()
        .map(({ step }) => step)
        .sort(),
    ).toEqual(["note", "train", "train-2"]);
  });

  it("repeats until a condition holds, a name for each round", async () => {
    const tested = pipeline({ name: "rounds" }, () => {
      const { rows } = ingest({ source: "a" });
      const tuned = repeatUntil(
        (last) => {
          const { auc } = train({ rows, epochs: last.epochs });
          return { epochs: last.epochs.times(2), auc };
        },
        ({ auc }) => auc.ge(0.4),
        { max: 9, start: { epochs: 1 } },
      );
      return { auc: tuned.auc, epochs: tuned.epochs };
    });
    const run = await testRun(tested, { fakes: [...good.slice(0, 1), fake(train, ({ epochs }) => ({ auc: epochs / 10 }))] });
    expect(run.result).toEqual({ auc: 0.4, epochs: 8 });
    expect(run.calls(train).map(({ step }) => step)).toEqual([
      "repeat-train(0).train",
      "repeat-train(1).train",
      "repeat-train(2).train",
    ]);
    expect(run.skipped()).toEqual([]);
  });

  it("knows the steps of called pipelines, exit handlers and hooks by the author's names", async () => {
    const prepare = pipeline({ name: "prepare", params: { source: z.string() } }, ({ source }) => {
      const { rows } = ingest({ source });
      return { rows };
    });
    const tested = pipeline({ name: "outer" }, () => {
      const left = prepare({ source: "left" });
      prepare({ source: "right" });
      const { auc } = train({ rows: left.rows, epochs: 1 }).onExit((end) => {
        note({ text: end.status });
      });
      onExit((run) => {
        register({ model: train({ rows: ingest({ source: run.status }).rows, epochs: 2 }).model });
      });
      onFailure(() => {
        note({ text: "failed" });
      });
      return auc;
    });
    const run = await testRun(tested, { fakes: [...good, fake(train, { auc: 0.25 }), fake(note, {})] });
    run.assertSucceeded();
    expect(run.result).toBe(0.25);
    expect(run.calls(ingest).map(({ step, inputs }) => [step, inputs.source])).toEqual([
      ["prepare-2.ingest", "right"], // Argo begins with what nobody waits for
      ["prepare.ingest", "left"],
      ["ingest", "Succeeded"],
    ]);
    expect(run.calls(note).map(({ step, inputs }) => [step, inputs.text])).toEqual([["note", "Succeeded"]]);
    expect(run.skipped()).toEqual([{ step: "note-2", why: expect.stringContaining("when") }]);
    expect(run.step("prepare-2").kind).toBe("call");
  });

  it("asks people, and goes on without them when their time is over", async () => {
    const tested = pipeline({ name: "asks" }, () => {
      const { count } = ingest({ source: "a" });
      const release = approve({
        message: "Release?",
        parameters: { go: z.enum(["YES", "NO"]).default("NO"), share: z.number().default(0.1) },
        timeout: hours(12),
      });
      when(release.go.eq("YES"), () => {
        note({ text: "go" });
      });
      suspend(minutes(5));
      return { count, share: release.share };
    });
    const fakes = [...good.slice(0, 1), fake(note, {})];
    const yes = await testRun(tested, {
      fakes,
      answers: {
        approve: (question) => {
          question.takes("2h");
          expect(question.message).toBe("Release?");
          return { go: "YES", share: 0.5 };
        },
      },
    });
    expect(yes.result).toEqual({ count: 3, share: 0.5 });
    expect(yes.calls(note)).toHaveLength(1);
    expect(yes.endedAt.getTime() - yes.startedAt.getTime()).toBe(2 * 3_600_000);
    const nobody = await testRun(tested, { fakes });
    expect(nobody.result).toEqual({ count: 3, share: 0.1 });
    expect(nobody.endedAt.getTime() - nobody.startedAt.getTime()).toBe(12 * 3_600_000);
    const endless = pipeline({ name: "endless" }, () => {
      approve({ message: "Go on?", parameters: { why: z.string() } });
    });
    const waits = await testRun(endless);
    expect(waits).toMatchObject({ phase: "Running", message: 'nobody answers "approve"', unanswered: ["approve"] });
    await expect(testRun(endless, { answers: { approve: { whi: "a" } } })).rejects.toThrow(
      '"approve" does not ask for "whi". Did you mean "why"?',
    );
    await expect(testRun(endless, { answers: { aprove: { why: "a" } } })).rejects.toThrow(
      '"aprove" asks nothing in pipeline "endless". Did you mean "approve"?',
    );
  });

  it("runs as many at a time as may, and a cached step once", async () => {
    const limited = pipeline({ name: "limited", options: { parallelism: 2 } }, () => {
      for (const source of ["a", "b", "c", "d"]) ingest({ source });
    });
    const run = await testRun(limited, { fakes: [fake(ingest, taking("1h", { count: 1 }))] });
    expect(run.endedAt.getTime() - run.startedAt.getTime()).toBe(2 * 3_600_000);
    const cached = pipeline({ name: "cached" }, () => {
      const first = ingest({ source: "a" }).with({ cache: { maxAge: "1d" } });
      ingest({ source: "a" })
        .with({ cache: { maxAge: "1d" } })
        .after(first);
    });
    const once = await testRun(cached, { fakes: good.slice(0, 1) });
    expect(once.calls(ingest)).toHaveLength(1);
    expect(once.step("ingest-2")).toMatchObject({ fromCache: true, outputs: { count: 3 } });
    const again = await testRun(cached, { fakes: good.slice(0, 1), cache: once.cache });
    expect(again.calls(ingest)).toHaveLength(0);
  });
});
