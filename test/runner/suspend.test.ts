import { describe, expect, it } from "vitest";
import { givenAnswers, parseAnswer } from "../../runner/answers/given-answers.ts";
import { runText } from "../helpers/run-manifest.ts";

const manifest = `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf }
spec:
  entrypoint: ask
  templates:
    - name: ask
      inputs: { parameters: [{ name: go, default: "NO", enum: ["YES", "NO"] }] }
      suspend: { duration: "1" }
      outputs: { parameters: [{ name: go, valueFrom: { supplied: {} } }] }
`;

/** What the step logs while it waits, when the answer is this one or nobody's. */
async function logged(answer: string | undefined): Promise<readonly string[]> {
  const answerer = async () => (answer === undefined ? undefined : new Map([["go", answer]]));
  const { events } = await runText(manifest, () => undefined, { answerer });
  return events.flatMap((event) => (event.type === "node-log" ? [event.line] : []));
}

describe.concurrent("a question with a time limit", () => {
  it("that nobody answers says how it could be answered", async () => {
    expect(await logged(undefined)).toEqual([
      expect.stringMatching(/^nobody answers here: the defaults count after 1\.0s; pipewright run … --answer go=YES$/),
    ]);
  });

  it("that is answered says nothing", async () => {
    expect(await logged("YES")).toEqual([]);
  });
});

describe.concurrent("a step that was asked and goes on", () => {
  const asking = (suspend: string): string => manifest.replace('{ duration: "1" }', suspend);

  /** Who let it go on with what, before the step's end is told. */
  async function answered(suspend: string, options: Parameters<typeof runText>[2]): Promise<readonly unknown[]> {
    const { events } = await runText(asking(suspend), () => undefined, options);
    const at = events.findIndex(({ type }) => type === "node-answered");
    expect(events[at + 1]).toMatchObject({ type: "node-finished", node: "wf", phase: "Succeeded" });
    return events.flatMap((event) => (event.type === "node-answered" ? [{ by: event.by, answers: event.answers }] : []));
  }

  it("says that it was answered beforehand, and nobody here is asked", async () => {
    const beforehand = givenAnswers([parseAnswer("go=YES")]);
    const answerer = () => Promise.reject(new Error("nobody should be asked"));
    expect(await answered("{}", { beforehand, answerer })).toEqual([{ by: "beforehand", answers: { go: "YES" } }]);
  });

  it("says that it was answered here", async () => {
    const options = { beforehand: givenAnswers([]), answerer: async () => new Map([["go", "YES"]]) };
    expect(await answered("{}", options)).toEqual([{ by: "here", answers: { go: "YES" } }]);
  });

  it("says that nobody answered, and what counts then", async () => {
    expect(await answered('{ duration: "1" }', {})).toEqual([{ by: "default", answers: { go: "NO" } }]);
  });

  it("says nothing when what was answered is no answer", async () => {
    const required = asking("{}").replace(/^ +inputs:.*\n/m, "");
    const { events } = await runText(required, () => undefined, { answerer: async () => new Map() });
    expect(events.filter(({ type }) => type === "node-answered")).toEqual([]);
  });
});
