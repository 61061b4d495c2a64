import { describe, expect, it } from "vitest";
import { validateSubmission } from "../../runner/validate/validate-submission.ts";
import { type LookAlike, lookAlikes } from "./look-alikes.ts";
import { manifestOf, readObjects, templatesIn } from "./recorded.ts";

function said(one: LookAlike): string | undefined {
  const objects = readObjects(manifestOf(one));
  return validateSubmission(
    templatesIn(objects),
    objects.find(({ kind }) => kind === "Workflow"),
  );
}

describe("of manifests like the recorded ones", () => {
  it.each(lookAlikes.map((one): readonly [string, LookAlike] => [one.name, one]))("%s", (_, one) => {
    expect(said(one)).toBe(one.said === undefined ? undefined : `invalid spec: ${one.said}`);
  });
});

const workflow = (spec: object, metadata: object = { name: "w" }) => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Workflow",
  metadata,
  spec,
});
const nowhere = { templateOf: () => undefined };
const ok = { name: "ok", container: { image: "busybox", command: ["true"] } };

describe("a submission", () => {
  it("whose template is nowhere is in error before anything is looked at", () => {
    expect(validateSubmission(nowhere, workflow({ workflowTemplateRef: { name: "gone" } }))).toBe(
      'workflowtemplate.argoproj.io "gone" not found',
    );
    expect(validateSubmission(nowhere, workflow({ workflowTemplateRef: { name: "gone", clusterScope: true } }))).toBe(
      'clusterworkflowtemplate.argoproj.io "gone" not found',
    );
  });

  it("of any shape at all is judged, not tripped over", () => {
    for (const value of [null, 1, "x", [], {}, workflow([]), workflow({ templates: [null] }), { kind: "Workflow" }])
      expect(() => validateSubmission(nowhere, value)).not.toThrow();
    const inline = { name: "a", inline: { container: 5, inputs: { parameters: "x" } } };
    expect(validateSubmission(nowhere, workflow({ entrypoint: "m", templates: [{ name: "m", steps: [[inline]] }] }))).toContain(
      "invalid spec: templates.m.steps[0].a inline:",
    );
  });

  it("has its name made by the API server when it has none", () => {
    const spec = { entrypoint: "ok", templates: [ok] };
    expect(validateSubmission(nowhere, workflow(spec, { generateName: "a-" }))).toBeUndefined();
    expect(validateSubmission(nowhere, workflow(spec, {}))).toContain("name or generateName is required");
  });

  it("is not changed", () => {
    const value = workflow({ entrypoint: "ok", arguments: { parameters: [{ name: "a", value: null }] }, templates: [ok] });
    const before = structuredClone(value);
    validateSubmission(nowhere, value);
    expect(value).toEqual(before);
  });
});
