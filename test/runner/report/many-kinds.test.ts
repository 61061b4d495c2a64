import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportPage } from "../../../runner/report/report-page.ts";
import { templateLines } from "../../../runner/report/sections/manifest.ts";
import { textOf, type XmlElement } from "../../util/html/read-xml.ts";
import { manyKindsRun } from "./many-kinds-run.ts";
import { all, mainOf, one, rowsOf, unsafeParts } from "./report-dom.ts";

let folder = "";
let root: XmlElement;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pipewright-"));
  root = mainOf(await reportPage({ ...manyKindsRun(folder), folder }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const stepOf = (name: string): XmlElement =>
  all(root, "details", { class: "step" }).find((step) => textOf(all(step, "strong")[0]!) === name)!;
const factsOf = (name: string): readonly string[] =>
  all(stepOf(name), "dt").map((term, at) => `${textOf(term)}: ${textOf(all(stepOf(name), "dd")[at]!)}`);

test("what a step waited for is in the timeline and with the step", () => {
  const timeline = one(root, "section", { id: "timeline" });
  expect(all(timeline, "line", { class: "waits" }).map(textOf)).toEqual([
    "migrate: waited, 1.5s",
    "fetch: waited for its next try, 1.0s",
    'tune(2:{"rate":0.3}): waited, 2.0s',
    'tune(3:{"rate":0.4}): waited, 2.0s',
  ]);
  expect(factsOf("migrate")).toContain("waited before it began: 1.5s");
});

test("what was taken from the cache says whose work it is, and what was not says why", () => {
  expect(factsOf("features")).toContain("taken from the cache: the work is of: kinds-20260505-070809-bb22");
  expect(all(one(root, "header"), "div", { class: "tile" }).map(textOf)).toContain("1from the cache");
  expect(factsOf("prepare")).toContain('not from the cache: its parameter "city" is new');
  expect(rowsOf(one(root, "table", { id: "steps-table" })).find(([name]) => name === "features")![1]).toBe("Succeeded cached");
});

test("steps that did not run say why in the table", () => {
  const rows = rowsOf(one(root, "table", { id: "steps-table" }));
  expect(rows.filter(([, state]) => state === "Skipped" || state === "Omitted").map((row) => [row[0], row.at(-1)])).toEqual([
    ["rollback", "when '0.8 < 0.5' evaluated false"],
    ["undo", "omitted: depends condition not met"],
  ]);
});

test("called templates, groups and loops are frames, and the exit handler comes last", () => {
  const graph = one(root, "section", { id: "graph" });
  const names = all(graph, "g", { class: "node" }).map((node) => textOf(one(node, "title")).split("\n")[0]);
  expect(names).toEqual(expect.arrayContaining(["called", "[0]", "left", "tune", 'tune(3:{"rate":0.4})', "onExit"]));
  expect(textOf(one(graph, "desc"))).toBe("19 steps, 12 arrows: 14 Succeeded, 1 Skipped, 1 Omitted.");
});

test("a pod of several containers is one step with its log and its containers", () => {
  const step = stepOf("both");
  expect(rowsOf(one(step, "table"))).toEqual([
    ["Name", "State", "Message"],
    ["one", "Succeeded", ""],
    ["two", "Succeeded", ""],
  ]);
  expect(textOf(one(step, "pre"))).toBe("from the pod of two containers");
});

test("items of a loop are compared in a table and in one picture", () => {
  const results = one(root, "section", { id: "results" });
  expect(rowsOf(all(results, "table")[0]!).slice(0, 2)).toEqual([
    ["Step", "rate", "loss", "auc"],
    ['tune(0:{"rate":0.1})', "0.1", "0.5", "0.8"],
  ]);
  expect(textOf(all(results, "svg")[0]!)).toContain("rate 0.4");
  expect(textOf(one(results, "details", { class: "long" }))).toContain("Each of the 4 by itself");
});

test("every artifact has a place of its own, with what can be seen of it", () => {
  const shown = all(root, "details", { class: "artifact" }).map((part) => [
    textOf(all(part, "strong")[0]!),
    ["ul", "table", "pre", "img"].find((name) => all(part, name).length > 0) ?? textOf(all(part, "p").at(-1)!),
  ]);
  expect(shown.slice(0, 10)).toEqual([
    ["table.csv", "table"],
    ["rows.jsonl", "table"],
    ["settings.json", "pre"],
    ["notes.txt", "pre"],
    ["plot.png", "img"],
    ["one.tgz", "pre"],
    ["two.tgz", "ul"],
    ["part.parquet", "A file in the format Parquet."],
    ["model", "ul"],
    ["gone", expect.stringContaining("It could not be read: ENOENT")],
  ]);
});

test("the environment says where it ran and with which seed", () => {
  const rows = Object.fromEntries(rowsOf(one(one(root, "section", { id: "environment" }), "table")) as [string, string][]);
  expect(rows).toMatchObject({ run: "kinds-20260506-070809-aa11", node: "v24.1.0", seed: "7", pipewright: "0.1.0" });
});

test("nothing in it is unsafe, and every link into the page leads somewhere", () => {
  expect(unsafeParts(root)).toEqual([]);
  const ids = new Set(["section", "details", "span"].flatMap((name) => all(root, name).map(({ attributes }) => attributes.id)));
  const links = all(root, "a").flatMap(({ attributes }) => (attributes.href!.startsWith("#") ? [attributes.href!.slice(1)] : []));
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
});

test.each([
  ["two deeper", "spec:\n  templates:\n    - name: a\n      steps:\n        - - name: x\n    - name: b\n", { a: 3, b: 6 }],
  [
    "as deep as its key",
    'spec:\n  templates:\n  - name: "a"\n    dag:\n      tasks:\n      - name: x\n  - name: b\n  other:\n  - name: c\n',
    { a: 3, b: 7 },
  ],
  [
    "of several objects the first",
    "spec:\n  templates:\n    - name: a\n---\nspec:\n  templates:\n    - name: a\n    - name: b\n",
    { a: 3, b: 8 },
  ],
  ["none", "no: yaml\n", {}],
])("the lines of templates are found where the list is %s", (_, manifest, lines) => {
  expect(Object.fromEntries(templateLines(manifest))).toEqual(lines);
});

test("what was asked stands with what could be answered, what was, when, and from where", () => {
  const step = stepOf("approve");
  expect(rowsOf(one(step, "table", { class: "compact" }))).toEqual([
    ["Asked for", "Answer", "Choices", "Default", "What it is"],
    ["go", "YES", "YES, NO", "NO", "Whether it goes live"],
    ["note", "as agreed", "", "", ""],
  ]);
  const said = all(step, "p").map(textOf);
  expect(said).toContain("May model 17 go live?");
  expect(said).toContain(
    "Asked 2026-05-06 07:08:13 UTC, until 2026-05-06 08:08:13 UTC. Answered from another terminal, 2026-05-06 07:08:13 UTC.",
  );
});
