import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { frameScript } from "../../../runner/report/frame-page.ts";
import { reportPage } from "../../../runner/report/report-page.ts";
import { htmlPage } from "../../../util/html/html-page.ts";
import { textOf, type XmlElement } from "../../util/html/read-xml.ts";
import { all, mainOf, one, rowsOf, unsafeParts } from "./report-dom.ts";
import { taxiRun } from "./taxi-run.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pipewright-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sectionTitles = (root: XmlElement): readonly string[] => all(root, "h2").map(textOf);

describe("a run that succeeded", () => {
  let page = "";
  let root: XmlElement;
  beforeAll(async () => {
    page = await reportPage({ ...taxiRun(folder), folder });
    root = mainOf(page);
  });

  test("is named, with its state, times and parameters", () => {
    expect(page).toContain("<title>taxi-retrain · 20260304-030000-7d9f2</title>");
    expect(textOf(one(root, "h1"))).toBe("taxi-retrain Succeeded");
    expect(textOf(one(root, "time"))).toBe("2026-03-04 03:00:00 UTC");
    expect(all(one(root, "header"), "div", { class: "tile" }).map(textOf)).toEqual([
      "24.4sduration",
      "7steps succeeded",
      "1step left out",
      "611.0 MiBhighest memory",
    ]);
    expect(rowsOf(all(root, "table", { class: "values" })[0]!)).toEqual([
      ["source", "file:data/taxi.csv"],
      ["epochs", "5"],
      ["labels", '["tips > 0.2 * fare"]'],
    ]);
  });

  test("has all its parts, and links to them", () => {
    expect(sectionTitles(root)).toEqual([
      "Graph",
      "Timeline",
      "Results",
      "Steps",
      "Step by step",
      "Logs",
      "Artifacts",
      "Manifest",
      "Environment",
    ]);
    expect(all(one(root, "nav"), "a").map(({ attributes }) => attributes.href)).toEqual([
      "#graph",
      "#timeline",
      "#results",
      "#steps",
      "#details",
      "#logs",
      "#artifacts",
      "#manifest",
      "#environment",
    ]);
  });

  test("every link into the page leads somewhere", () => {
    const ids = new Set(["section", "details"].flatMap((name) => all(root, name).map(({ attributes }) => attributes.id)));
    const links = all(root, "a").flatMap(({ attributes }) =>
      attributes.href!.startsWith("#") ? [attributes.href!.slice(1)] : [],
    );
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("shows the last step's results first, as tiles, charts and tables", () => {
    const results = one(root, "section", { id: "results" });
    expect(all(results, "h3").map(textOf)).toEqual([
      "when-valid.evaluate metrics",
      "train side by side",
      "when-valid.trials(0:0.01) metrics",
      "when-valid.trials(1:0.001) metrics",
    ]);
    expect(all(results, "div", { class: "tile" }).map(textOf)).toEqual(expect.arrayContaining(["0.9491auc", "–calibration"]));
    expect(all(results, "svg", { role: "img" }).map((svg) => textOf(all(svg, "title")[0]!))).toEqual([
      "ROC curve",
      "Precision and recall",
      "Predicted probability",
      "AUC by payment type",
      "Loss by epoch: train",
      "Loss by epoch",
      "Loss by epoch",
    ]);
    expect(all(results, "table").map((table) => rowsOf(table))).toContainEqual([
      ["", "predicted no", "predicted yes"],
      ["no tip", "2,102", "98"],
      ["tip", "147", "634"],
    ]);
  });

  test("puts the items of a loop side by side", () => {
    expect(all(root, "table", { class: "compact" }).map(rowsOf)).toContainEqual([
      ["Step", "learningRate", "loss", "eval loss", "auc", "epochs", "seconds per epoch"],
      ["when-valid.trials(0:0.01)", "0.01", "0.2018", "0.2138", "0.9491", "5", "2.1"],
      ["when-valid.trials(1:0.001)", "0.001", "0.2369", "0.2489", "0.9451", "5", "2.1"],
    ]);
  });

  test("draws the graph with frames, states and links to the steps", () => {
    const svg = one(one(root, "section", { id: "graph" }), "svg");
    expect(textOf(one(svg, "desc"))).toBe("10 steps, 6 arrows: 7 Succeeded, 1 Skipped.");
    expect(all(svg, "a").map(({ attributes }) => attributes.href)).toHaveLength(8);
  });

  test("draws a bar for every try", () => {
    const svg = one(one(root, "section", { id: "timeline" }), "svg");
    expect(all(svg, "rect").map((bar) => textOf(bar))).toEqual([
      "ingest, try 1: Failed, 0.9s",
      "ingest, try 2: Succeeded, 1.7s",
      "statistics: Succeeded, 1.4s",
      "validate: Succeeded, 0.8s",
      "when-valid.transform: Succeeded, 2.3s",
      "when-valid.trials(0:0.01): Succeeded, 11.2s",
      "when-valid.trials(1:0.001): Succeeded, 12.0s",
      "when-valid.evaluate: Succeeded, 3.6s",
    ]);
  });

  test("lists the steps with time, memory, exit code and outputs", () => {
    const rows = rowsOf(one(root, "table", { class: "steps" }));
    expect(rows[1]).toEqual(["ingest 2 tries", "Succeeded", "+0.0s", "3.6s", "188.0 MiB", "0", "rows = 15002"]);
    expect(rows[3]).toEqual(["validate", "Succeeded", "+5.2s", "0.8s", "92.0 MiB", "0", "ok = trueanomalies = 2"]);
    expect(rows.at(-1)).toEqual(["notify", "Skipped", "", "", "", "", "when 'false' evaluated false"]);
  });

  test("tells all of a step: parameters, outputs, artifacts with digest, the logs of its tries", () => {
    const ingest = one(root, "details", { id: "step-1" });
    expect(ingest.attributes.open).toBeUndefined();
    expect(all(ingest, "h3").map(textOf)).toEqual(["Parameters", "Outputs", "Artifacts"]);
    expect(rowsOf(all(ingest, "table").at(-1)!)).toEqual([
      ["Name", "Type", "Size", "Digest", ""],
      ["examples", "Examples", "13 B", "sha256:696e67657374", "look into"],
    ]);
    expect(all(ingest, "a").map(({ attributes }) => attributes.href)).toEqual(["./artifacts/ingest/examples", "#artifact-1"]);
    expect(all(ingest, "summary").map(textOf)).toEqual([
      "ingest Succeeded 3.6s",
      "Log of try 1, Failed 2 lines",
      "Log of try 2, Succeeded 4 lines",
    ]);
    expect(textOf(all(ingest, "pre")[0]!)).toBe("opening data/taxi.csv\nIO Error: the file is locked by another process");
    expect(textOf(one(ingest, "span", { class: "stderr" }))).toBe("IO Error: the file is locked by another process");
  });

  test("opens the pages of steps of which nothing else is drawn", () => {
    const pages = all(root, "details", { class: "page-part" });
    expect(pages.map(({ attributes }) => attributes.open)).toEqual([undefined, ""]);
  });

  test("holds pages in frames that reach nothing, and lets only the scripts it knows run", () => {
    const frames = all(root, "iframe");
    expect(frames.map(({ attributes }) => attributes.title)).toEqual(["when-valid.evaluate page", "statistics page"]);
    expect(frames[0]!.attributes.srcdoc).toContain(`<script>${frameScript}</script><!doctype html><title>Evaluation</title>`);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy.match(/'sha256-[^']+'/g)).toHaveLength(3);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe|https?:|\*/);
  });

  test("has nothing unsafe in it and asks for nothing from elsewhere", () => {
    expect(unsafeParts(root)).toEqual([]);
    expect(page.replace(/http:\/\/www\.w3\.org\/2000\/svg/g, "")).not.toMatch(/https?:\/\//);
  });

  test("is the same twice", async () => {
    expect(await reportPage({ ...taxiRun(folder), folder })).toBe(page);
  });
});

test("a run that failed says what failed first and opens that step", async () => {
  const root = mainOf(await reportPage({ ...taxiRun(folder, "failed"), folder }));
  expect(textOf(one(root, "h1"))).toBe("taxi-retrain Failed");
  expect(sectionTitles(root)[0]).toBe("What failed");
  const failures = one(root, "section", { id: "failures" });
  expect(textOf(one(failures, "p"))).toBe(
    "when-valid.trials(1:0.001) failed: Error (exit code 3): the loss is not a number after epoch 3; try a smaller learningRate",
  );
  expect(textOf(one(failures, "pre"))).toMatch(/TrainingError: the loss is not a number after epoch 3\n {2}at Trainer\.step/);
  expect(all(root, "details", { class: "step", open: "" }).map(({ attributes }) => attributes.id)).toEqual(["step-6"]);
  expect(textOf(one(one(root, "section", { id: "graph" }), "desc"))).toBe(
    "10 steps, 6 arrows: 5 Succeeded, 1 Failed, 1 Omitted, 1 Skipped.",
  );
});

test("a run that was killed has a report as far as it came", async () => {
  const root = mainOf(await reportPage({ ...taxiRun(folder, "killed"), folder }));
  expect(textOf(one(root, "h1"))).toBe("taxi-retrain Did not finish");
  expect(textOf(one(root, "p", { class: "note warn" }))).toContain("has no end");
  expect(
    all(one(root, "section", { id: "timeline" }), "rect")
      .map(textOf)
      .at(-1),
  ).toBe("when-valid.trials(1:0.001): Running, 11.2s");
});

test("a run that a person stopped says so", async () => {
  const { events } = taxiRun(folder, "killed");
  const end: RunEvent = {
    type: "run-finished",
    time: events.at(-1)!.time,
    phase: "Failed",
    message: "stopped by Ctrl-C",
    interrupted: true,
  };
  const root = mainOf(await reportPage({ events: [...events, end], manifest: "", folder }));
  expect(textOf(one(root, "h1"))).toBe("taxi-retrain Stopped");
  expect(textOf(one(root, "p", { class: "note warn" }))).toBe("stopped by Ctrl-C");
  expect(sectionTitles(root)).not.toContain("Manifest");
});

test("a step that a person stopped is not among what failed", async () => {
  const { events } = taxiRun(folder, "failed");
  const stopped = events.map((event) =>
    event.type === "node-finished" && event.phase === "Failed"
      ? { ...event, message: "workflow shutdown with strategy:  Terminate" }
      : event,
  );
  const root = mainOf(await reportPage({ events: stopped, manifest: "", folder }));
  expect(sectionTitles(root)).not.toContain("What failed");
});

test("no event at all is a page too", async () => {
  const root = mainOf(await reportPage({ events: [], manifest: "", folder }));
  expect(textOf(one(root, "h1"))).toBe("Unknown pipeline Did not finish");
  expect(sectionTitles(root)).toEqual([]);
});

test("a page of ours keeps its own policy inside the frame", async () => {
  const own = htmlPage({ title: "t", body: "<p>words</p>" });
  const events = taxiRun(folder).events;
  const page = await reportPage({ events, manifest: "", folder, readArtifact: async () => Buffer.from(own) });
  expect(all(mainOf(page), "iframe")[0]!.attributes.srcdoc).toContain("default-src 'none'");
});
