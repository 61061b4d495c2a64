import { existsSync, linkSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collectGarbage, type GarbageRules, planGarbage } from "../../runner/record/collect-garbage.ts";
import { writeKept } from "../../runner/record/kept-runs.ts";
import { MemoStore } from "../../runner/run/memo-store.ts";
import { lockRun } from "../../runner/run/run-lock.ts";
import { newProject } from "./helpers/recorded-run.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23);

/** A project with runs `r<age in days>`, each with one file of 100 kB. */
function projectWith(ages: readonly number[], from: Readonly<Record<string, string>> = {}): string {
  const workspace = join(newProject(), ".pipewright");
  for (const age of ages) {
    const folder = join(workspace, "runs", `r${age}`);
    mkdirSync(join(folder, "artifacts"), { recursive: true });
    writeFileSync(join(folder, "artifacts", "data"), Buffer.alloc(100_000, age));
    const origin = from[`r${age}`];
    const finished = { type: "node-finished", time: 1, node: "w.a", ...(origin !== undefined && { cachedFrom: origin }) };
    writeFileSync(join(folder, "events.jsonl"), `${JSON.stringify(finished)}\n`);
    writeFileSync(join(folder, "run.json"), "{}");
    for (const name of ["events.jsonl", "run.json"])
      utimesSync(join(folder, name), new Date(now - age * day), new Date(now - age * day));
  }
  return workspace;
}

const aged = (path: string, age: number): void => utimesSync(path, new Date(now - age * day), new Date(now - age * day));

function removed(workspace: string, rules: GarbageRules): readonly string[] {
  const plan = planGarbage(workspace, rules, now);
  collectGarbage(workspace, plan);
  const left = new Set(readdirSync(join(workspace, "runs")));
  for (const { kind, name } of plan.remove) if (kind === "run") expect(left.has(name)).toBe(false);
  return plan.remove.map(({ name }) => name);
}

describe("gc", () => {
  it("removes what is too old, too many or too large, the oldest first", () => {
    expect(removed(projectWith([1, 10, 40, 50]), { olderThan: 30 * day })).toEqual(["r50", "r40"]);
    expect(removed(projectWith([1, 10, 40, 50]), { keep: 1 })).toEqual(["r50", "r40", "r10"]);
    expect(removed(projectWith([1, 10, 40, 50]), { keep: 3, olderThan: 30 * day })).toEqual(["r50"]);
    expect(removed(projectWith([1, 10, 40, 50]), { size: 300_000 })).toEqual(["r50", "r40"]);
    expect(removed(projectWith([1, 2]), {})).toEqual([]);
  });

  it("never removes a run that is kept, that is running, or from which one that stays took a result", () => {
    const workspace = projectWith([1, 10, 40, 50, 60, 70, 80], { r1: "r50", r50: "r60", r70: "r80" });
    writeKept(workspace, ["r40"]);
    const letGo = lockRun(join(workspace, "runs", "r10"));
    const plan = planGarbage(workspace, { olderThan: 5 * day }, now);
    expect(plan.remove.map(({ name }) => name)).toEqual(["r70", "r80"]);
    expect(plan.spared).toEqual([
      { run: "r60", why: "r50 took a result from it" },
      { run: "r50", why: "r1 took a result from it" },
      { run: "r40", why: "it is kept" },
      { run: "r10", why: "it is running" },
    ]);
    letGo();
  });

  it("leaves a run alone on which somebody began to work in the meantime", () => {
    const workspace = projectWith([50]);
    const plan = planGarbage(workspace, { keep: 0 }, now);
    const letGo = lockRun(join(workspace, "runs", "r50"));
    expect(collectGarbage(workspace, plan)).toEqual(["r50"]);
    expect(existsSync(join(workspace, "runs", "r50", "run.json"))).toBe(true);
    letGo();
  });

  it("says what is free then: a file that stays under another name is not", () => {
    const workspace = projectWith([1, 50]);
    linkSync(join(workspace, "runs", "r50", "artifacts", "data"), join(workspace, "runs", "r1", "artifacts", "same"));
    const plan = planGarbage(workspace, { olderThan: 30 * day }, now);
    expect(plan.remove.map(({ name }) => name)).toEqual(["r50"]);
    expect(plan.freed).toBeLessThan(50_000);
    expect(plan.left).toBeGreaterThan(200_000);
  });

  it("removes cached results by age, and what killed processes left of them", () => {
    const workspace = projectWith([1]);
    const store = new MemoStore(join(workspace, "cache", "memo"));
    const data = join(workspace, "runs", "r1", "artifacts", "data");
    for (const [key, age] of [
      ["old", 50],
      ["new", 2],
    ] as const)
      store.put(
        {
          cache: "c",
          key,
          savedAt: now - age * day,
          from: { run: "r1", step: key },
          outputs: {},
          artifacts: [{ name: "out", bytes: 1, file: "0" }],
          parts: [],
        },
        new Map([["0", data]]),
      );
    const shelf = join(workspace, "cache", "memo", readdirSync(join(workspace, "cache", "memo"))[0]!);
    const orphan = join(shelf, "half-made");
    mkdirSync(orphan);
    utimesSync(orphan, new Date(now - day), new Date(now - day));
    mkdirSync(join(workspace, "trash", "r9-abc"), { recursive: true });
    expect([...removed(workspace, { olderThan: 30 * day })].sort()).toEqual(["old of r1", "r9-abc", "unfinished"]);
    expect([store.get("c", "old"), store.get("c", "new")?.from]).toEqual([undefined, { run: "r1", step: "new" }]);
    expect([existsSync(orphan), readdirSync(join(workspace, "trash"))]).toEqual([false, []]);
  });

  it("removes bundles by age and size, never one that a run that stays or the lock of images names", () => {
    const workspace = projectWith([1, 40, 50]);
    const tag = (letter: string) => `c-${letter.repeat(16)}`;
    const names = (run: string, letter: string) =>
      writeFileSync(join(workspace, "runs", run, "manifest.yaml"), `image: pipewright.local/train:${tag(letter)}-v1\n`);
    names("r1", "a");
    names("r40", "b");
    names("r50", "d");
    writeKept(workspace, ["r40"]);
    writeFileSync(
      join(workspace, "..", "images.lock.json"),
      `{ "images": { "train": [{ "tag": "${tag("c")}-0123456789abcdef" }] } }`,
    );
    const addBundle = (letter: string, age: number) => {
      const folder = join(workspace, "bundles", tag(letter));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "main.mjs"), Buffer.alloc(10_000, letter));
      aged(folder, age);
    };
    for (const letter of "abcd") addBundle(letter, 60);
    addBundle("e", 60);
    addBundle("f", 2);
    const plan = planGarbage(workspace, { olderThan: 30 * day }, now);
    expect(plan.remove.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      `bundle ${tag("d")}`, // its run goes with it
      `bundle ${tag("e")}`,
      "run r50",
    ]);
    aged(join(workspace, "bundles", tag("e")), 0); // somebody has compiled in the meantime
    collectGarbage(workspace, plan);
    const left = () => readdirSync(join(workspace, "bundles"));
    expect(left()).toEqual(["a", "b", "c", "e", "f"].map(tag));
    expect(removed(workspace, { keep: 9 })).toEqual([]);
    collectGarbage(workspace, planGarbage(workspace, { size: 0 }, now));
    expect(left()).toEqual(["b", "c"].map(tag));
    expect(readdirSync(join(workspace, "trash"))).toEqual([]);
  });

  it("removes what Pipewright remembers of its own work by age, and code of components that has changed since", () => {
    const workspace = projectWith([1]);
    const add = (path: string, age: number, text = "x") => {
      const file = join(workspace, "cache", path);
      mkdirSync(join(file, ".."), { recursive: true });
      writeFileSync(file, text);
      aged(file, age);
    };
    for (const [name, age] of [
      ["old", 40],
      ["new", 2],
    ] as const) {
      add(`source/${name}.json`, age);
      add(`compiled/v24/${name}`, age);
      add(`images/blobs/sha256/${name}`, age);
      add(`packages/${name}/laid.json`, age);
      aged(join(workspace, "cache", "packages", name), age);
      add(`bundles/${name}.json`, age, JSON.stringify({ bundle: { codeDigest: "now" } }));
      for (const ending of ["mjs", "map"]) add(`bundles/${name}.now.${ending}`, age);
    }
    add("bundles/new.before.mjs", 1);
    add("bundles/new.just-now.mjs", 0);
    add("tsconfig.77.json", 1);
    expect([...removed(workspace, { olderThan: 30 * day })].sort()).toEqual([
      "cache/bundles/old",
      "cache/compiled/v24/old",
      "cache/images/blobs/sha256/old",
      "cache/packages/old",
      "cache/source/old.json",
      "earlier code of components",
      "tsconfig.77.json",
    ]);
    const namesIn = (...path: readonly string[]) => readdirSync(join(workspace, "cache", ...path));
    expect(namesIn("bundles")).toEqual(["new.json", "new.just-now.mjs", "new.now.map", "new.now.mjs"]);
    expect([namesIn("source"), namesIn("compiled", "v24"), namesIn("packages")]).toEqual([["new.json"], ["new"], ["new"]]);
    expect(removed(workspace, { runs: new Set() })).toEqual([]);
  });
});
