import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRun } from "../../runner/record/read-run.ts";
import { recordOf, syncedRecord } from "../../runner/record/sync-record.ts";
import { whyStep } from "../../runner/record/why-step.ts";
import type { Play } from "../helpers/played-pods.ts";
import { endsOf, newProject, runRecorded } from "./helpers/recorded-run.ts";

/** `make` is cached by its text, and `use` reads what it made; `around` is a cached DAG around another `make`. */
const manifest = ({ text = "a", maxAge = "1h" } = {}): string => `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: cached}
spec:
  entrypoint: main
  templates:
  - name: main
    dag:
      tasks:
      - {name: make, template: make, arguments: {parameters: [{name: text, value: ${text}}]}}
      - {name: around, template: around}
      - name: use
        template: use
        depends: make && around
        arguments:
          artifacts:
          - {name: one, from: "{{tasks.make.outputs.artifacts.out}}"}
          - {name: two, from: "{{tasks.around.outputs.artifacts.out}}"}
  - name: around
    memoize: {key: fixed, maxAge: ${maxAge}, cache: {configMap: {name: around}}}
    outputs: {artifacts: [{name: out, from: "{{tasks.inner.outputs.artifacts.out}}"}]}
    dag:
      tasks:
      - {name: inner, template: plain, arguments: {parameters: [{name: text, value: inner}]}}
  - name: plain
    inputs: {parameters: [{name: text}]}
    outputs: {artifacts: [{name: out, path: /out}]}
    container: {image: busybox, command: [play], args: ["{{inputs.parameters.text}}"]}
  - name: make
    memoize: {key: "make-{{inputs.parameters.text}}", maxAge: ${maxAge}, cache: {configMap: {name: make}}}
    inputs: {parameters: [{name: text}]}
    outputs:
      parameters: [{name: size, valueFrom: {path: /size}}]
      artifacts: [{name: out, path: /out, archive: {none: {}}}]
    container: {image: busybox, command: [play], args: ["{{inputs.parameters.text}}"]}
  - name: use
    inputs: {artifacts: [{name: one, path: /one}, {name: two, path: /two}]}
    outputs: {parameters: [{name: read, valueFrom: {path: /read}}]}
    container: {image: busybox, command: [play], args: [read]}
`;

const play: Play = async ({ container, path }) => {
  const [text = ""] = container.args;
  await new Promise(setImmediate);
  mkdirSync(path("/"), { recursive: true });
  if (text === "read") {
    const two = readFileSync(path("/two"), "utf8");
    writeFileSync(
      path("/read"),
      `${readdirSync(path("/one")).join()} ${readFileSync(join(path("/one"), "part"), "utf8")} ${two}`,
    );
  } else if (text === "inner") writeFileSync(path("/out"), "from inside");
  else {
    mkdirSync(path("/out"));
    writeFileSync(join(path("/out"), "part"), `made of ${text}`);
    writeFileSync(path("/size"), String(text.length));
  }
  return undefined;
};

const whatWasRead = "part made of a from inside";

describe("a cached step", () => {
  it("is taken with its artifacts, says whose work it is, and so is a DAG around others", async () => {
    const project = newProject();
    const first = await runRecorded(project, manifest(), play);
    expect(endsOf(first)["make"]?.cachedFrom).toBeUndefined();
    const second = endsOf(await runRecorded(project, manifest(), play));
    expect(second["make"]).toMatchObject({ phase: "Succeeded", message: "", outputs: { size: "1" }, cachedStep: "make" });
    const id = first.folder.split("/").at(-1);
    expect([second["make"]?.cachedFrom, second["around"]?.cachedFrom]).toEqual([id, id]);
    expect(second["around.inner"]).toBeUndefined();
    expect(second["use"]?.outputs["read"]).toBe(whatWasRead);
    expect(second["make"]?.artifacts).toMatchObject([{ name: "out", bytes: 9 }]);
  });

  it("outlives the run that made it", async () => {
    const project = newProject();
    const first = await runRecorded(project, manifest(), play);
    rmSync(first.folder, { recursive: true });
    const second = await runRecorded(project, manifest(), play);
    expect(endsOf(second)["make"]?.cachedFrom).toBeDefined();
    expect(endsOf(second)["use"]?.outputs["read"]).toBe(whatWasRead);
    rmSync(join(project, ".pipewright", "cache"), { recursive: true });
    expect(existsSync(endsOf(second)["make"]!.artifacts[0]!.path)).toBe(true);
  });

  it("of which an artifact is gone runs, and says so", async () => {
    const project = newProject();
    await runRecorded(project, manifest(), play);
    for (const path of filesOf(join(project, ".pipewright", "cache"))) if (!path.endsWith(".json")) rmSync(path);
    const again = await runRecorded(project, manifest(), play);
    const started = again.events.find((event) => event.type === "node-started" && event.node.endsWith(".make"));
    expect(started).toMatchObject({
      notCached: expect.stringMatching(/^artifacts of what cached-\S+ made are not in the cache any more$/),
    });
    expect(endsOf(again)["use"]?.outputs["read"]).toBe(whatWasRead);
    expect(endsOf(await runRecorded(project, manifest(), play))["make"]?.cachedFrom).toBe(again.folder.split("/").at(-1));
  });

  it("that is too old runs, and so does what somebody wants fresh; each says why", async () => {
    const project = newProject();
    await runRecorded(project, manifest(), play);
    const reason = async (text: string, options = {}) =>
      (await runRecorded(project, text, play, options)).events.flatMap((event) =>
        event.type === "node-started" && event.notCached !== undefined ? [`${event.node}: ${event.notCached}`] : [],
      );
    expect(await reason(manifest({ maxAge: "0s" }))).toEqual([
      expect.stringMatching(/^cached\.around: what cached-\S+ made is older than 0s$/),
      expect.stringMatching(/^cached\.make: what cached-\S+ made is older than 0s$/),
    ]);
    expect(await reason(manifest(), { fresh: ["make"] })).toEqual(["cached.make: --fresh make was given"]);
    expect(await reason(manifest(), { noCache: true })).toEqual([
      "cached.around: --no-cache was given",
      "cached.make: --no-cache was given",
    ]);
    expect(await reason(manifest())).toEqual([]);
  });

  it("of which nobody knows whether an input is the same runs each time, and says so", async () => {
    const project = newProject();
    const text = manifest().replaceAll("{name: text}", "{name: text}, {name: digest-rows, default: ''}");
    for (const _ of [1, 2]) {
      const { events, finished } = await runRecorded(project, text, play);
      expect(finished.phase).toBe("Succeeded");
      const started = events.find((event) => event.type === "node-started" && event.node === "cached.make");
      expect(started).toMatchObject({ notCached: expect.stringContaining('nobody knows the digest of its input "rows"') });
    }
  });

  it("is compared part by part with the last time", async () => {
    const project = newProject();
    const runs = [await runRecorded(project, manifest(), play), await runRecorded(project, manifest({ text: "bb" }), play)];
    const db = await syncedRecord(recordOf(project));
    const [first, second] = runs.map(({ folder }) => readRun(db, folder.split("/").at(-1)!)!);
    const why = (step: string) => whyStep(db, second!.id, second!.steps.find((one) => one.step === step)!);
    expect(why("make").changed).toEqual([
      {
        kind: "parameter",
        name: "text",
        before: { kind: "parameter", name: "text", value: "a" },
        after: { kind: "parameter", name: "text", value: "bb" },
      },
    ]);
    expect(why("around")).toMatchObject({ changed: [], cachedFrom: { run: first!.id, step: "around" } });
    const [input] = why("use").changed;
    expect(input).toMatchObject({ kind: "input", name: "one", before: { from: "make/out" }, after: { from: "make/out" } });
    expect(input?.before?.value).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(input?.after?.value).not.toBe(input?.before?.value);
    db.close();
  });
});

describe("runs that share a cache", () => {
  it("at the same time all read what was made whole", async () => {
    const project = newProject();
    for (let round = 0; round < 4; round++) {
      const fresh = round % 2 === 0 ? ["make"] : [];
      const runs = await Promise.all([1, 2, 3, 4].map(() => runRecorded(project, manifest(), play, { fresh })));
      for (const run of runs) expect(endsOf(run)["use"]?.outputs["read"]).toBe(whatWasRead);
    }
    const entries = filesOf(join(project, ".pipewright", "cache")).filter((path) => path.endsWith(".json"));
    expect(entries).toHaveLength(2);
    const db = await syncedRecord(recordOf(project));
    expect(db.prepare("SELECT phase, count(*) AS n FROM runs GROUP BY phase").all()).toEqual([{ phase: "Succeeded", n: 16 }]);
    db.close();
  });
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}
