import { describe, expect, it } from "vitest";
import { refusalByServer, refusalOf } from "../../runner/validate/validate-submission.ts";
import { type RecordedCase, recordedCases, templatesIn, type Verdict } from "./recorded.ts";

const cases = recordedCases();
const starts = new Set(["Workflow", "CronWorkflow"]);

/** What is said to each workflow of a case, and to the objects beside it that the API server does not take. */
function said({ objects }: RecordedCase): ReadonlyMap<string | undefined, ReturnType<typeof refusalOf>> {
  const source = templatesIn(objects);
  return new Map(
    objects.map((object) => [
      object.metadata?.name,
      starts.has(object.kind) ? refusalOf(source, object) : refusalByServer(object),
    ]),
  );
}

/** The words of a record; a file's name is nothing that an object knows. */
function wordsOf({ refusedBy, message, error, controllerLog }: Verdict): string | undefined {
  if (refusedBy === "api") return error?.replace(/ from "[^"]*\.yaml"/, "");
  return refusedBy === "controller" || message?.startsWith("invalid spec") ? (controllerLog?.[0] ?? message) : undefined;
}

describe("what a cluster said to a workflow is said before it runs", () => {
  it.each(cases.map((one): readonly [string, RecordedCase] => [one.name, one]))("%s", (_, one) => {
    const refusals = said(one);
    const verdicts = one.objects.map(({ metadata }) => [metadata?.name, one.verdictOf(metadata?.name)] as const);
    const expected = [...new Set(verdicts.map(([, verdict]) => wordsOf(verdict)))];
    // A record without workflows of its own is that of the whole file.
    const found = [...new Set(one.objects.map(({ metadata }) => refusals.get(metadata?.name)?.message))];
    const refused = (words: readonly (string | undefined)[]) => words.filter((word) => word !== undefined);
    expect(refused(found)).toEqual(refused(expected));
    for (const [name, { refusedBy, phase }] of verdicts) {
      const refusal = refusals.get(name);
      if (refusal === undefined) continue;
      expect(refusal.by).toBe(refusedBy ?? "controller");
      if (refusal.phase !== undefined) expect(refusal.phase).toBe(phase);
    }
  });
});

it("has all the cases", () => {
  expect(cases.length).toBe(649);
  expect(cases.filter((one) => [...said(one).values()].some((refusal) => refusal !== undefined)).length).toBeGreaterThan(200);
});
