import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArgoObject } from "../../compiler/3-lower/lower.ts";
import { print } from "../../compiler/4-print/print.ts";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { lint } from "../../compiler/lint/lint.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import { compileObjects } from "../helpers/compile-objects.ts";
import { runComponents } from "../helpers/run-components.ts";
import { expectValidManifest } from "../helpers/valid-manifest.ts";
import { chain, fan, longConstants, manyComponents, mixed } from "./long-pipelines.ts";

const templatesOf = ({ spec }: ArgoObject): readonly Template[] => ("templates" in spec ? (spec.templates ?? []) : []);

/** The places of an object that hold `undefined`, or a text that was made of it. */
function undefinedIn(value: unknown, path = ""): readonly string[] {
  if (value === undefined || (typeof value === "string" && /\bundefined\b/.test(value))) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => undefinedIn(inside, `${path}.${key}`));
}

/** Tasks that are pods, in all templates. */
const podTasks = (objects: readonly ArgoObject[]): number => {
  const leaves = new Set(objects.flatMap(templatesOf).flatMap(({ name, dag }) => (dag === undefined ? [name] : [])));
  const tasks = objects.flatMap(templatesOf).flatMap(({ dag }) => dag?.tasks ?? []);
  return tasks.filter(({ template, templateRef }) => leaves.has(template ?? templateRef?.template)).length;
};

describe.each<[string, PipelineNode, number, number]>([
  ["a chain of 450", chain(450), 451, 1],
  ["a chain of 5,000", chain(5000), 5001, 2],
  ["a fan of 450", fan(450), 450, 1],
  ["a fan of 5,000", fan(5000), 5000, 2],
  ["250 components", manyComponents(250), 251, 2],
  ["450 tasks with long constants", longConstants(450), 451, 2],
  ["40 tasks with 10,000 braces each", longConstants(40, "{".repeat(10_000)), 41, 2],
  ["every word of control flow in long bodies", mixed, 1250, 1],
])("%s", (_, pipeline, tasks, templateObjects) => {
  const objects = compileObjects(pipeline);

  it("fits into objects that the cluster takes", async () => {
    for (const object of objects) {
      expect(templatesOf(object).length).toBeLessThanOrEqual(200);
      expect(Buffer.byteLength(JSON.stringify(object))).toBeLessThanOrEqual(256 * 1024);
      for (const { dag } of templatesOf(object)) expect(dag?.tasks?.length ?? 0).toBeLessThanOrEqual(200);
    }
    expect(objects.filter(({ kind }) => kind === "WorkflowTemplate").length).toBeGreaterThanOrEqual(templateObjects);
    await expectValidManifest(objects);
  });

  it("has every task once, and nothing that is undefined", () => {
    expect(podTasks(objects)).toBe(tasks);
    expect(undefinedIn(objects)).toEqual([]);
  });

  it("is nothing that our linter would mend", () => {
    expect(lint([{ file: "/here/all.yaml", text: print(objects) }]).diagnostics).toEqual([]);
  });
});

/** What `say` was told in a run, by the name of its task without the parts around it. */
async function said(pipeline: PipelineNode): Promise<Readonly<Record<string, unknown>>> {
  const { phase, message, received } = await runComponents(pipeline);
  expect({ phase, message }).toEqual({ phase: "Succeeded", message: "" });
  const told = Object.entries(received).filter(([, { component }]) => component === "say");
  return Object.fromEntries(told.map(([node, { params }]) => [node.split(".").at(-1)!, params["what"]]));
}

describe("a run through parts", () => {
  it("hands a value from each task to the next, 450 times", async () => {
    expect(await said(chain(450))).toEqual({ say: 450 });
  });

  it("does so through several objects", async () => {
    expect(await said(manyComponents(250))).toEqual({ say: 250 });
    expect(await said(longConstants(450))).toEqual({ say: 450 });
  });

  it("does what every word of control flow says, whatever crosses parts", async () => {
    expect(await said(mixed)).toEqual({
      say: [11, 21],
      "say-2": [301, 311],
      "say-3": 451,
      "say-4": 975,
      "say-5": "202,10,20",
      "say-6": "1,301,311",
      "say-7": "1,975,975",
    });
  });
});

/** Names of the objects that differ, are new, or are gone. */
function changedObjects(before: readonly ArgoObject[], after: readonly ArgoObject[]): readonly string[] {
  return changed(before.map(named), after.map(named));
}

/** The same of templates, each once, though what is no DAG may lie in several objects. */
function changedTemplates(before: readonly ArgoObject[], after: readonly ArgoObject[]): readonly string[] {
  const all = (objects: readonly ArgoObject[]) =>
    objects.flatMap(templatesOf).map((template) => [template.name!, template] as const);
  return changed(all(before), all(after));
}

const named = (object: ArgoObject) => [`${object.kind} ${object.metadata.name}`, object] as const;

function changed(
  before: readonly (readonly [string, object])[],
  after: readonly (readonly [string, object])[],
): readonly string[] {
  const texts = (all: typeof before) => new Map(all.map(([name, value]) => [name, JSON.stringify(value)]));
  const [old, now] = [texts(before), texts(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
}

describe("a task more", () => {
  const count = 5000;
  const before = compileObjects(fan(count));
  const isThere = (objects: readonly ArgoObject[]) => (name: string) => objects.some((object) => named(object)[0] === name);

  it("changes the part that it is in, those up to where a name ends one, and what calls these", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: count - 1 }), (at) => {
        const after = compileObjects(fan(count, at));
        const templates = changedTemplates(before, after);
        expect(templates).toContain("extra");
        expect(templates.length, templates.join()).toBeLessThanOrEqual(8);
        const objects = changedObjects(before, after).filter((name) => name.startsWith("WorkflowTemplate"));
        const stayed = objects.filter((name) => isThere(before)(name) && isThere(after)(name));
        expect(stayed.length, stayed.join()).toBeLessThanOrEqual(3);
        expect(objects.length - stayed.length, objects.join()).toBeLessThanOrEqual(2);
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it("in most places changes that part alone", () => {
    const middle = [200, 900, 1700, 2600, 3300, 4100, 4900].map((at) => changedTemplates(before, compileObjects(fan(count, at))));
    expect(middle.filter(({ length }) => length === 2).length).toBeGreaterThanOrEqual(4);
  });
});
