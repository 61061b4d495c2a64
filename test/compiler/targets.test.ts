import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Schema } from "../../compiler/argo/validate/schema.ts";
import { kinds } from "../../compiler/argo/validate/schemas.generated.ts";
import { validateObject } from "../../compiler/argo/validate/validate-object.ts";
import { fieldsOf } from "../../compiler/argo/validate/walk-fields.ts";
import { lint } from "../../compiler/lint/lint.ts";
import { addedFields } from "../../compiler/targets/added-fields.ts";
import { neededPatch } from "../../compiler/targets/needed-patch.ts";
import { issuesOnTarget } from "../../compiler/targets/still-known.ts";
import { targetNames } from "../../compiler/targets/target.ts";
import { targets } from "../../compiler/targets/targets.ts";
import { unsupportedFields } from "../../compiler/targets/unsupported-fields.ts";
import lacking from "./argo/fields-that-3.7-lacks.json" with { type: "json" };

const workflow = (spec: object, template: object = {}) => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Workflow",
  metadata: { name: "hello" },
  spec: { entrypoint: "main", ...spec, templates: [{ name: "main", container: { image: "busybox" }, ...template }] },
});
const found = (object: object, target: keyof typeof targets) =>
  unsupportedFields([object], targets[target]).map(({ path, since }) => `${path.join(".")} since ${since}`);

describe("what came after a target is found by its path", () => {
  const pending = workflow({ executorPlugins: [] }, { pendingTimeout: "1m" });
  const plugin = workflow({ arguments: { artifacts: [{ name: "a", plugin: { name: "p", key: "k" } }] } });

  it("fields of 4.1 in a manifest for 4.0 and for 3.7", () => {
    const fields = ["spec.executorPlugins since 4.1", "spec.templates.0.pendingTimeout since 4.1"];
    expect(found(pending, "argo-4.1")).toEqual([]);
    expect(found(pending, "argo-4.0")).toEqual(fields);
    expect(found(pending, "argo-3.7")).toEqual(fields);
  });

  it("fields of 4.0 in a manifest for 3.7 alone", () => {
    expect(found(plugin, "argo-4.0")).toEqual([]);
    expect(found(plugin, "argo-3.7")).toEqual(["spec.arguments.artifacts.0.plugin since 4.0"]);
  });

  it("in a template inside of a task, which the CRDs leave open", () => {
    const inline = { suspend: {}, pendingTimeout: "1m" };
    const nested = workflow({}, { container: undefined, dag: { tasks: [{ name: "a", inline }] } });
    expect(found(nested, "argo-4.0")).toEqual(["spec.templates.0.dag.tasks.0.inline.pendingTimeout since 4.1"]);
  });

  it("and a template that is a plugin is none of them: it is older", () => {
    expect(found(workflow({}, { container: undefined, plugin: { hello: {} } }), "argo-3.7")).toEqual([]);
  });
});

describe("what was taken away since", () => {
  const old = {
    ...workflow({ synchronization: { mutex: { name: "one" } } }, { memoize: memoize() }),
    kind: "CronWorkflow",
  };
  const cron = { ...old, spec: { schedule: "@daily", workflowSpec: old.spec } };
  const on = (name: keyof typeof targets) =>
    issuesOnTarget(validateObject(cron), cron, targets[name]).map(({ path }) => path.join("."));

  it("is fine on 3.7", () => {
    expect(on("argo-3.7")).toEqual([]);
  });

  it.each(["argo-4.0", "argo-4.1"] as const)("is unknown to %s", (name) => {
    expect(on(name)).toEqual([
      "spec.schedule",
      "spec.workflowSpec.synchronization.mutex",
      "spec.workflowSpec.templates.0.memoize.cache.configMap.key",
      "spec.schedules",
    ]);
  });

  it("is fine on 3.7 for the lint of anybody's YAML", () => {
    const codes = (target: keyof typeof targets) =>
      lint([{ file: "old.yaml", text: JSON.stringify(cron) }], targets[target]).diagnostics.map(({ code }) => code);
    expect(codes("argo-3.7").filter((code) => code.startsWith("schema-"))).toEqual([]);
    expect(codes("argo-4.1")).toContain("schema-unknown-field");
  });

  it("does not excuse another mistake on 3.7", () => {
    const wrong = { ...cron, spec: { ...cron.spec, schedule: undefined, shedule: "@daily" } };
    expect(issuesOnTarget(validateObject(wrong), wrong, targets["argo-3.7"]).map(({ path }) => path.join("."))).toEqual([
      "spec.shedule",
      "spec.schedules",
    ]);
  });

  function memoize() {
    return { key: "k", maxAge: "1h", cache: { configMap: { name: "cache", key: "x" } } };
  }
});

describe("the table of what came when", () => {
  it("is what the CRDs of 3.7 lack", () => {
    expect(new Set(addedFields.map(({ shape, field }) => `${shape}.${field}`))).toEqual(new Set(lacking.fields));
  });

  it("has every object with such a field, whatever the object is called", () => {
    const names = new Set(addedFields.map(({ field }) => field));
    const kept = new Set(["Template.plugin", "ArtifactRepository.plugin", "S3ArtifactRepository.addressingStyle"]); // older; in the status
    const shapes = new Set<string>();
    const seen = new Set<Schema>();
    const visit = (schema: Schema): void => {
      if (seen.has(schema)) return;
      seen.add(schema);
      if (schema.is === "list" || schema.is === "map") visit(schema.of);
      if (schema.is !== "shape") return;
      for (const [field, value] of schema.fields) {
        if (names.has(field)) shapes.add(`${schema.name}.${field}`);
        visit(value);
      }
    };
    for (const { shape } of Object.values(kinds)) visit(shape);
    const known = targets["argo-3.7"].lacks;
    expect([...shapes].filter((name) => !known.has(name) && !kept.has(name))).toEqual([]);
  });

  it("has a way out for each", () => {
    expect(addedFields.filter(({ help }) => !help.endsWith("."))).toEqual([]);
  });
});

describe("a manifest that reads outputs which may be absent", () => {
  const reading = workflow(
    {},
    { outputs: { parameters: [{ name: "a", valueFrom: { expression: "tasks['x'].outputs.parameters.a ?? 'b'" } }] } },
  );

  it("needs a patch of older targets", () => {
    expect(targetNames.map((name) => neededPatch([reading], targets[name])?.patch)).toEqual([undefined, "4.0.7", "3.7.16"]);
  });

  it("but not one without", () => {
    expect(targetNames.map((name) => neededPatch([workflow({})], targets[name]))).toEqual([undefined, undefined, undefined]);
  });
});

describe("our samples", () => {
  const folder = join(import.meta.dirname, "samples");
  const made = readdirSync(folder).filter((sample) => existsSync(join(folder, sample, "_expected", "workflow.yaml")));
  const objects = made.flatMap((sample) => {
    const file = join(folder, sample, "_expected", "workflow.yaml");
    return parseAllDocuments(readFileSync(file, "utf8"), { version: "1.1" }).map((document) => document.toJS() as object);
  });

  it.each(targetNames)("have nothing that %s lacks, but for those that ask for it", (name) => {
    const wanted = objects.flatMap((object) => found(object, name)).filter((path) => !/pendingTimeout/.test(path));
    expect(wanted).toEqual([]);
  });

  it("are walked through whole", () => {
    expect(objects.flatMap((object) => [...fieldsOf(object)]).length).toBeGreaterThan(1000);
  });
});
