import { describe, expect, it } from "vitest";
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
