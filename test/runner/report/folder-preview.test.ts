import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { fileTree } from "../../../runner/report/preview/file-tree.ts";
import { lookIntoDisk, maxHeadInFolder } from "../../../runner/report/preview/look-into.ts";
import { makePreview } from "../../../runner/report/preview/make-preview.ts";
import { previewSize } from "../../../runner/report/preview/preview-size.ts";
import { reportPage } from "../../../runner/report/report-page.ts";
import { textOf } from "../../util/html/read-xml.ts";
import { finished, runFinished, runStarted, started } from "../logging/sample-run.ts";
import { png } from "./many-kinds-run.ts";
import { all, mainOf, one, rowsOf, unsafeParts } from "./report-dom.ts";

const hostile = "<img src=x onerror=alert(1)>\u202egnp.\u001b[2J";
let run = "";
beforeAll(() => {
  run = mkdtempSync(join(tmpdir(), "pipewright-"));
  const put = (name: string, content: string | Buffer): void => {
    mkdirSync(join(run, "artifacts", name, ".."), { recursive: true });
    writeFileSync(join(run, "artifacts", name), content);
  };
  put("model/model.json", '{"layers":[1,2]}');
  put("model/data/deep/table.csv", "city,fare\nKöln,1\nBonn,2\n");
  put("model/data/deep/dot.png", png);
  put("model/notes.txt", "words of the model\n");
  put("model/weights.bin", Buffer.from([0, 1, 2, 255]));
  put(`model/${hostile}`, "</pre><script>alert(2)</script>");
  put("model/long.txt", "a line of a long text\n".repeat(20_000));
  for (let at = 0; at < 60; at++) put(`many/${String(at).padStart(2, "0")}.txt`, "x".repeat(40_000));
});
afterAll(() => rmSync(run, { recursive: true }));

async function pageOf(name: string) {
  const artifacts = [{ name, path: join(run, "artifacts", name), bytes: 1 }];
  const events: readonly RunEvent[] = [runStarted(), started(0, "fit"), finished(1, "fit", { artifacts }), runFinished(1)];
  const root = mainOf(await reportPage({ events, manifest: "", folder: run }));
  expect(unsafeParts(root)).toEqual([]);
  return one(root, "details", { id: "artifact-1" });
}

test("a folder is a tree, and its files open where there are words, rows or a picture in them", async () => {
  const artifact = await pageOf("model");
  expect(all(artifact, "summary").map(textOf).slice(1)).toEqual([
    "data/deep/",
    `dot.png ${png.length} B`,
    "table.csv 25 B",
    "<img src=x onerror=alert(1)>\\u{202e}gnp.\\u{1b}[2J 31 B",
    "long.txt 429.7 KiB",
    "model.json 16 B",
    "notes.txt 19 B",
  ]);
  expect(textOf(artifact)).toContain("weights.bin 4 B");
  expect(rowsOf(one(artifact, "table"))).toEqual([
    ["city", "fare"],
    ["Köln", "1"],
    ["Bonn", "2"],
  ]);
  const texts = all(artifact, "pre").map(textOf);
  expect(texts[0]).toBe("</pre><script>alert(2)</script>");
  expect(texts).toContain("words of the model\n");
  expect(texts).toContain('{\n  "layers": [\n    1,\n    2\n  ]\n}');
  expect(textOf(artifact)).toContain("The beginning of 429.7 KiB.");
});

test("of many files the first are read, each only so far, and all of them show no more than one artifact may", async () => {
  const looked = await lookIntoDisk(run)({ name: "many", path: join(run, "artifacts", "many"), bytes: 1 });
  if (looked.kind !== "folder") throw new Error("it is a folder");
  expect(looked.isWhole).toBe(false);
  expect(looked.files).toHaveLength(50);
  expect(looked.files.filter(({ head }) => head !== undefined)).toHaveLength(20);
  const preview = makePreview(looked);
  expect(previewSize(preview)).toBeLessThan(260 * 1024 + 50 * 60);
  expect(preview.kind === "files" && preview.files.filter((file) => file.preview !== undefined).length).toBe(8);
  const big = await lookIntoDisk(run)({ name: "model", path: join(run, "artifacts", "model"), bytes: 1 });
  const long = big.kind === "folder" ? big.files.find(({ name }) => name === "long.txt") : undefined;
  expect(long?.head).toHaveLength(maxHeadInFolder);
});

test("a tree joins folders that hold one folder alone, and ends where nobody would follow it", () => {
  const names = (files: readonly string[]) => fileTree(files.map((name) => ({ name, bytes: 1 })));
  const tree = names(["a/b/c.csv", "a/b/d.csv", "e/f", "g", "/etc/passwd", "__proto__/x"]);
  expect([...tree.folders.keys()]).toEqual(["a/b", "e", "/etc", "__proto__"]);
  expect(tree.folders.get("a/b")!.files.map(({ name }) => name)).toEqual(["c.csv", "d.csv"]);
  expect(tree.files.map(({ name }) => name)).toEqual(["g"]);
  const deep = names([`${"d/".repeat(5000)}x`]);
  expect([...deep.folders.keys()]).toEqual(["d/d/d/d/d/d/d/d"]);
});
