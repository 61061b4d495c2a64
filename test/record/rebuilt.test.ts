import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { print } from "../../compiler/4-print/print.ts";
import type { RunEvent } from "../../runner/event.ts";
import { liveRecord } from "../../runner/record/live-record.ts";
import { openRecord } from "../../runner/record/open-record.ts";
import { readRun } from "../../runner/record/read-run.ts";
import { schemaVersion } from "../../runner/record/schema.ts";
import { recordOf, syncedRecord } from "../../runner/record/sync-record.ts";
import { root } from "../helpers/cli.ts";
import type { Play } from "../helpers/played-pods.ts";
import { randomFrom } from "../helpers/random-from.ts";
import { dump } from "./helpers/dump.ts";
import { newProject, runRecorded } from "./helpers/recorded-run.ts";

/** A DAG whose tasks fail, retry, loop, are left out, are cached, and hand artifacts on, as the seed will have it. */
function randomWorkflow(seed: number) {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const names = Array.from({ length: 2 + below(6) }, (_, at) => `t${at}`);
  const tasks = names.map((name, at) => {
    const from = at === 0 || random() < 0.3 ? undefined : names[below(at)];
    const loops = from === undefined && at === names.length - 1 && random() < 0.8;
    return {
      name,
      template: from === undefined ? "make" : `copy-${below(2)}`,
      arguments: {
        parameters: [{ name: "text", value: loops ? `${name}-{{item}}` : `${name}-${below(3)}` }],
        ...(from !== undefined && { artifacts: [{ name: "in", from: `{{tasks.${from}.outputs.artifacts.out}}` }] }),
      },
      ...(from !== undefined && { depends: from }),
      ...(loops && { withItems: ["a", "b"] }),
      ...(random() < 0.15 && { when: "no == yes" }),
    };
  });
  const template = (name: string, hasInput: boolean, extra: object) => ({
    name,
    inputs: { parameters: [{ name: "text" }], ...(hasInput && { artifacts: [{ name: "in", path: "/in", optional: true }] }) },
    outputs: {
      parameters: [{ name: "size", valueFrom: { path: "/size", default: "0" } }],
      artifacts: [
        { name: "out", path: "/out", archive: { none: {} }, optional: true },
        { name: "packed", path: "/packed", optional: true },
      ],
    },
    container: { image: "busybox", command: ["play"], args: ["{{inputs.parameters.text}}"], env: [{ name: "SEED", value: "7" }] },
    ...extra,
  });
  const memoize = { memoize: { key: "k-{{inputs.parameters.text}}", maxAge: "1h", cache: { configMap: { name: "made" } } } };
  return print([
    {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Workflow",
      metadata: { name: `random-${seed}` },
      spec: {
        entrypoint: "main",
        arguments: { parameters: [{ name: "seed", value: String(seed) }] },
        templates: [
          { name: "main", dag: { failFast: false, tasks } },
          template("make", false, memoize),
          template("copy-0", true, {}),
          template("copy-1", true, { retryStrategy: { limit: "2" } }),
        ],
      },
    } as never,
  ]);
}

/** Writes what its arguments say; of some texts the first try fails, and of others every one. */
const play =
  (seed: number): Play =>
  async ({ container, path, pod, say }) => {
    const [text = ""] = container.args;
    say(`line of ${text}`);
    await new Promise(setImmediate);
    const random = randomFrom(seed + text.length * 31 + text.charCodeAt(1) * 7 + text.charCodeAt(text.length - 1));
    const chance = random();
    if (chance < 0.15 || (chance < 0.4 && pod.node.endsWith("(0)"))) return { exitCode: 3 };
    mkdirSync(path("/"), { recursive: true });
    writeFileSync(path("/out"), `content of ${text}`);
    if (chance > 0.6) writeFileSync(path("/size"), String(text.length));
    if (chance > 0.8) {
      mkdirSync(path("/packed"));
      writeFileSync(join(path("/packed"), "part"), text);
    }
    return undefined;
  };

describe("a record", () => {
  it("that is rebuilt from the folders of the runs is the one that they wrote while they ran", async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const project = newProject();
      const manifest = randomWorkflow(seed);
      for (const again of [0, 1]) await runRecorded(project, manifest, play(seed + again));
      const place = recordOf(project);
      const live = openRecord(place.file);
      const written = dump(live);
      live.close();
      expect(written["runs"], `seed ${seed}`).toHaveLength(2);
      expect(written["steps"]?.length, `seed ${seed}`).toBeGreaterThan(1);
      const rebuilt = await syncedRecord(place, true);
      expect(dump(rebuilt), `seed ${seed}`).toEqual(written);
      rebuilt.close();
      rmSync(project, { recursive: true, force: true });
    }
  }, 120_000);

  it("keeps its own rows whole: every reference leads somewhere", async () => {
    const project = newProject();
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) await runRecorded(project, randomWorkflow(seed), play(seed + 40));
    const db = await syncedRecord(recordOf(project));
    expect(db.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
    expect(db.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    const count = (what: string) => Number(db.prepare(`SELECT count(*) AS n FROM ${what}`).get()?.["n"]);
    for (const some of [
      "used WHERE from_step IS NOT NULL",
      "steps WHERE cached_run IS NOT NULL",
      "attempts WHERE number > 0",
      "steps WHERE phase = 'Failed'",
      "metrics WHERE name = 'size'",
    ])
      expect(count(some), some).toBeGreaterThan(0);
    expect(count("made WHERE digest IS NULL")).toBe(0);
    db.close();
  });

  it("learns of runs that it has never heard of, of those that went on without it, and forgets those that are gone", async () => {
    const project = newProject();
    const place = recordOf(project);
    const { folder } = await runRecorded(project, randomWorkflow(5), play(5));
    rmSync(place.file);
    const first = await syncedRecord(place);
    const before = dump(first);
    expect(before["runs"]).toHaveLength(1);
    first.exec("DELETE FROM steps; UPDATE runs SET events_bytes = 10");
    first.close();
    const second = await syncedRecord(place);
    expect(dump(second)).toEqual(before);
    second.close();
    renameSync(folder, join(project, "elsewhere"));
    const third = await syncedRecord(place);
    expect(Object.values(dump(third)).flat()).toEqual([]);
    third.close();
  });

  it("of another version, or broken, is made anew", async () => {
    const project = newProject();
    const place = recordOf(project);
    await runRecorded(project, randomWorkflow(6), play(6));
    const db = openRecord(place.file);
    const before = dump(db);
    db.exec(`PRAGMA user_version = ${schemaVersion + 1}; CREATE TABLE later (x)`);
    db.close();
    const other = await syncedRecord(place);
    expect(dump(other)).toEqual(before);
    other.close();
    writeFileSync(place.file, "this is no database, and it is long enough to be taken for one".repeat(100));
    for (const ending of ["-wal", "-shm"]) rmSync(place.file + ending, { force: true });
    const mended = await syncedRecord(place);
    expect(dump(mended)).toEqual(before);
    mended.close();
  });
});

describe("the record's statements", () => {
  it("number no placeholders: SQLite in Node 22.18 does not take the same one twice", () => {
    const folder = join(root, "runner", "record");
    const numbered = readdirSync(folder).filter((name) => /[^\w?]\?\d/.test(readFileSync(join(folder, name), "utf8")));
    expect(numbered).toEqual([]);
  });
});

describe("a record that can't be written", () => {
  it("fails no run, and is told of once", async () => {
    const project = newProject();
    mkdirSync(recordOf(project).file, { recursive: true });
    const problems: string[] = [];
    const { finished } = await runRecorded(project, steady, () => undefined, { problems });
    expect(finished.phase).toBe("Succeeded");
    expect(problems).toEqual([expect.stringMatching(/^The record can't be written \(.+record\.db\. The run goes on; /)]);
  });

  it("because another process holds it is read from the run's folder later", async () => {
    const project = newProject();
    const place = recordOf(project);
    const holder = openRecord(place.file);
    holder.exec("BEGIN IMMEDIATE");
    const problems: string[] = [];
    const { finished } = await runRecorded(project, steady, () => undefined, { problems });
    expect([finished.phase, problems.length]).toEqual(["Succeeded", 1]);
    expect(problems[0]).toContain("locked");
    holder.exec("ROLLBACK");
    holder.close();
    const db = await syncedRecord(place);
    expect(db.prepare("SELECT phase FROM runs").all()).toEqual([{ phase: "Succeeded" }]);
    db.close();
  });
});

const steady = print([
  {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { name: "steady" },
    spec: { entrypoint: "main", templates: [{ name: "main", container: { image: "busybox", command: ["play"] } }] },
  } as never,
]);

describe("a run that goes on", () => {
  it("is the same in the record, whether the record has heard its past or reads it later", async () => {
    const project = newProject();
    const place = recordOf(project);
    const { events, folder } = await runRecorded(project, randomWorkflow(9), play(9));
    const [started] = events;
    const past = events.slice(0, Math.ceil(events.length / 2));
    const rest = [{ type: "run-resumed", time: started!.time + 1, again: [] } as RunEvent, ...events.slice(past.length)];
    const lines = [...past, ...rest].map((event) => `${JSON.stringify(event)}\n`).join("");
    writeFileSync(join(folder, "events.jsonl"), lines);
    const anew = await syncedRecord(place, true);
    const wanted = dump(anew);
    anew.exec("DELETE FROM runs; DELETE FROM artifacts");
    anew.close();
    const record = liveRecord(place.file, (problem) => expect.fail(problem));
    for (const event of [...past, ...rest]) record.onEvent(event);
    await record.end();
    const db = openRecord(place.file);
    expect(dump(db)).toEqual(wanted);
    expect(readRun(db, basename(folder))?.wentOnAt).toEqual([started!.time + 1]);
    db.close();
  });
});
