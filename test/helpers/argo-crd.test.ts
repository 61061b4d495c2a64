import { expect, it } from "vitest";
import { complaints, describeWithGo, judge } from "./argo-crd.ts";

const workflow = (spec: string) => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: hello }
spec: ${spec}
`;

describeWithGo("Argo's full CRDs", () => {
  it("take a workflow that is right", async () => {
    const good = workflow("{ entrypoint: main, templates: [{ name: main, container: { image: busybox } }] }");
    expect(await judge(good)).toEqual([{ index: 0, kind: "Workflow", name: "hello", ok: true, errors: [], issues: [] }]);
  });

  it("refuse an unknown field, a wrong type, a key that comes twice and a broken CEL rule", async () => {
    const wrong = [
      workflow("{ entripoint: main }"),
      workflow("{ entrypoint: main, arguments: { parameters: [{ name: a, value: 3 }] } }"),
      workflow("{ entrypoint: main, entrypoint: other }"),
      workflow("{ entrypoint: main, templates: [{ name: main, dag: { tasks: [{ name: a, template: a }] }, suspend: {} }] }"),
    ];
    const [unknown, type, twice, rule] = await judge(wrong.join("---\n"));
    expect(unknown?.errors).toEqual(['unknown field "spec.entripoint"']);
    expect(type?.errors[0]).toContain("must be of type string");
    expect(twice?.errors[0]).toContain('key "entrypoint" already set');
    expect(rule?.errors).toEqual(["spec.templates: Invalid value: template must have at most one template type"]);
    expect([unknown, rule].map((verdict) => verdict?.issues)).toEqual([
      [{ path: "spec.entripoint", type: "UnknownField" }],
      [{ path: "spec.templates", type: "FieldValueInvalid" }],
    ]);
  });

  it("name the object that is wrong", async () => {
    expect(await complaints(workflow("{ entripoint: main }"))).toEqual(['Workflow hello: unknown field "spec.entripoint"']);
  });
});
