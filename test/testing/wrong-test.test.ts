import { component, pipeline } from "pipewright";
import { FakeFailure, fake, testRun } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { good, ingest, taxi, train } from "./helpers/small-steps.ts";

describe("a wrong test is told what is wrong with it", () => {
  const elsewhere = component({ name: "elsewhere", run: () => {} });
  it.each([
    [
      "an unknown parameter",
      () => testRun(taxi, { params: { epoch: 3 } as never }),
      '"epoch" is no parameter of pipeline "taxi". Did you mean "epochs"?',
    ],
    [
      "a wrong parameter",
      () => testRun(taxi, { params: { epochs: "3" as never } }),
      'Parameter "epochs" of pipeline "taxi": expected number, received string.',
    ],
    ["a fake that nobody needs", () => testRun(taxi, { fakes: [fake(elsewhere, {})] }), 'Pipeline "taxi" does not use it.'],
    [
      "a wrong output",
      () => testRun(taxi, { fakes: [fake(ingest, { count: "3" as never })] }),
      'output "count" of "ingest": expected number, received string, got "3"',
    ],
    [
      "an unknown output",
      () => testRun(taxi, { fakes: [fake(ingest, { count: 3, countt: 4 } as never)] }),
      '"countt" is no output of "ingest". Did you mean "count"?',
    ],
    [
      "a folder for a file",
      () => testRun(taxi, { fakes: [fake(ingest, { count: 3, rows: { a: "b" } })] }),
      "should be a file: its text or bytes",
    ],
  ])("%s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });

  it("a step that is not there, a component that is not used, a result of a failed run", async () => {
    const run = await testRun(taxi, {
      fakes: [...good, fake(train, () => Promise.reject(new FakeFailure("", { exitCode: 3 })))],
    });
    expect(() => run.step("trian")).toThrow('No step "trian" began or was skipped. Did you mean "train"?');
    expect(() => run.calls(elsewhere)).toThrow('Pipeline "taxi" does not use "elsewhere".');
    expect(() => run.result).toThrow("There is no result: the run did not succeed.");
    expect(run.report).toBe(
      [
        "taxi: Failed after 0s",
        "  ✓ ingest    0s",
        "  ✗ train     0s, main: Error (exit code 3)",
        "  - register  did not run: after train, which failed",
      ].join("\n"),
    );
  });

  it("a pipeline that does not compile, with the problem's code and line", async () => {
    const wrong = pipeline({ name: "wrong" }, () => {
      ingest({ source: 3 as never });
    });
    await expect(testRun(wrong)).rejects.toThrow(
      /Pipeline "wrong" does not compile\.\n\nerror parameter-wrong-type {2}wrong-test\.test\.ts:\d+/,
    );
  });
});
