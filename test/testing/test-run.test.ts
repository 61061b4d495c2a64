import { InputError, minutes, pipeline } from "pipewright";
import { FakeFailure, fake, testRun } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { good, ingest, register, taking, taxi, train } from "./helpers/small-steps.ts";

describe("a run of a test", () => {
  it("gives fakes what components get, and takes from them what these would leave", async () => {
    const run = await testRun(taxi, {
      params: { epochs: 5 },
      fakes: [...good, fake(train, ({ rows, epochs }) => ({ auc: epochs / 5, model: { "model.txt": rows.text } }))],
    });
    run.assertSucceeded();
    expect(run.order).toEqual(["ingest", "train", "register"]);
    expect(run.calls(ingest)).toMatchObject([
      { step: "ingest", inputs: { source: "taxi.csv", limit: 10 }, outputs: { count: 3 } },
    ]);
    expect(run.calls(train)[0]?.inputs.rows).toMatchObject({ type: "Rows", content: "a,b\n1,2\n", madeBy: "ingest" });
    expect(run.calls(register)[0]?.inputs.model.file("model.txt")).toBe("a,b\n1,2\n");
    expect(run.result.auc).toBe(1);
    expect(run.result.count).toBe(3);
    expect(run.result.model.content).toEqual({ "model.txt": "a,b\n1,2\n" });
  });

  it("says which tasks did not run, and why", async () => {
    const low = await testRun(taxi, { fakes: [...good, fake(train, { auc: 0.5 })] });
    expect(low.phase).toBe("Succeeded");
    expect(low.skipped()).toEqual([{ step: "register", why: "when train.auc > 0.9: train.auc is 0.5" }]);
    const failed = await testRun(taxi, {
      fakes: [fake(ingest, () => Promise.reject(new Error("no network"))), ...good.slice(1), fake(train, { auc: 1 })],
    });
    expect(failed).toMatchObject({ phase: "Failed" });
    expect(failed.skipped()).toEqual([
      { step: "train", why: "after ingest, which failed" },
      { step: "register", why: "after train, which did not run" },
    ]);
    expect(failed.step("ingest").message).toBe("main: Error (exit code 1): component: Error: no network");
  });

  it("tries again after the waits that the author said, in no time", async () => {
    const tested = pipeline({ name: "retries" }, () => {
      ingest({ source: "a" }).with({ retry: { limit: 3, backoff: { duration: "1h", factor: 2 } } });
    });
    const run = await testRun(tested, {
      fakes: [
        fake(ingest, (_, attempt, step) => {
          step.takes(minutes(10));
          if (attempt < 3) throw new FakeFailure("killed", { exitCode: 137 });
          return { count: attempt };
        }),
      ],
      now: "2026-03-01T00:00:00Z",
    });
    const [call] = run.calls(ingest);
    expect(call?.outputs?.count).toBe(3);
    expect(call?.attempts.map(({ waitedSeconds, exitCode, message }) => [waitedSeconds, exitCode, message])).toEqual([
      [0, 137, "main: Error (exit code 137): killed"],
      [3600, 137, "main: Error (exit code 137): killed"],
      [7200, 0, ""],
    ]);
    expect(run.endedAt).toEqual(new Date("2026-03-01T03:30:00Z"));
  });

  it("does not try again what was given wrongly, as in a container", async () => {
    const tested = pipeline({ name: "wrong-input" }, () => {
      ingest({ source: "a" }).with({ retry: 3 });
    });
    const run = await testRun(tested, {
      fakes: [
        fake(ingest, () => {
          throw new InputError("csv-empty", "There are no rows.");
        }),
      ],
    });
    expect(run.step("ingest").attempts).toHaveLength(1);
    expect(run.step("ingest").attempts[0]).toMatchObject({
      exitCode: 66,
      message: "main: Error (exit code 66): input: csv-empty: There are no rows.",
    });
  });

  it("ends a step by its timeout and a run by its deadline", async () => {
    const late = pipeline({ name: "late", options: { deadline: "2h" } }, () => {
      const { rows } = ingest({ source: "a" }).with({ timeout: "30m" });
      train({ rows, epochs: 1 });
    });
    const slow = await testRun(late, {
      fakes: [fake(ingest, taking("3h", { count: 1 })), fake(train, { auc: 1 })],
    });
    expect(slow.phase).toBe("Failed");
    expect(slow.endedAt.getTime() - slow.startedAt.getTime()).toBe(30 * 60_000);
    const long = await testRun(late, {
      fakes: [fake(ingest, { count: 1 }), fake(train, taking("5h", { auc: 1 }))],
    });
    expect(long.endedAt.getTime() - long.startedAt.getTime()).toBe(2 * 3_600_000);
    expect(long.step("train")).toMatchObject({ phase: "Failed", message: "Step exceeded its deadline" });
  });
});
