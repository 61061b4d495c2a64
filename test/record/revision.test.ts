import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RevisionFound, RunEvent } from "../../runner/event.ts";
import { RevisionTeller } from "../../runner/run/revision-teller.ts";
import { type SmallProject, smallProject } from "./helpers/small-project.ts";

const started = { type: "node-started" } as RunEvent;
const running = new AbortController().signal;

describe("the commit of a run", () => {
  it("is asked for once, when a step works, and told before the run ends", async () => {
    const told: RevisionFound[] = [];
    let asked = 0;
    const found = { commit: "abc", changed: true, repository: undefined as unknown as string };
    const teller = new RevisionTeller(
      async () => {
        asked++;
        return found;
      },
      (event) => told.push(event),
    );
    teller.onEvent({ type: "run-started" } as RunEvent);
    await new Promise((done) => setImmediate(done));
    expect(asked).toBe(0);
    teller.onEvent(started);
    teller.onEvent(started);
    await teller.end(running);
    expect([asked, told]).toEqual([1, [{ type: "revision-found", time: expect.any(Number), commit: "abc", changed: true }]]);
  });

  it("is left out by who has no git, whom git fails, and who is stopped before it is known", async () => {
    const told: RevisionFound[] = [];
    const ended = async (find: () => Promise<{ commit: string; changed: boolean } | undefined>, signal: AbortSignal) => {
      const teller = new RevisionTeller(find, (event) => told.push(event));
      teller.onEvent(started);
      await teller.end(signal);
    };
    await ended(async () => undefined, running);
    await ended(() => Promise.reject(new Error("no git")), running);
    let answer = (_: { commit: string; changed: boolean }): void => undefined;
    await ended(() => new Promise((resolve) => (answer = resolve)), AbortSignal.abort());
    answer({ commit: "late", changed: false });
    await new Promise((done) => setImmediate(done));
    expect(told).toEqual([]);
  });
});

describe("a run of a project with git", () => {
  let project: SmallProject;
  let commits: readonly string[];
  let clean: string;
  let changed: string;

  beforeAll(async () => {
    project = smallProject();
    const git = (...args: readonly string[]): string =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
        cwd: project.folder,
        encoding: "utf8",
      }).trim();
    const commit = (): string => {
      git("add", "-A");
      git("commit", "-q", "-m", "so far");
      return git("rev-parse", "HEAD");
    };
    git("init", "-q");
    git("remote", "add", "origin", "https://me:secret@example.org/me/small.git");
    writeFileSync(join(project.folder, ".gitignore"), "node_modules\n"); // and says nothing of .pipewright
    const first = commit();
    clean = await project.run("-p", "rate=0.5");
    writeFileSync(join(project.folder, "notes.md"), "more");
    commits = [first, commit()];
    writeFileSync(join(project.folder, "notes.md"), "other");
    changed = await project.run("-p", "rate=0.5");
  }, 120_000);

  it("is told in its events, by show, in its report", async () => {
    const words = async (run: string) => (await project.call("show", run)).stdout.split("\n")[3];
    expect(await words(clean)).toBe(`  at commit ${commits[0]!.slice(0, 12)} (https://example.org/me/small)`);
    expect(await words(changed)).toBe(
      `  at commit ${commits[1]!.slice(0, 12)}, with uncommitted changes (https://example.org/me/small)`,
    );
    const folder = join(project.folder, ".pipewright", "runs", changed);
    const events = readFileSync(join(folder, "events.jsonl"), "utf8");
    expect(events.match(/"type":"revision-found".*/g)).toEqual([
      expect.stringContaining(`"commit":"${commits[1]}","changed":true,"repository":"https://example.org/me/small"`),
    ]);
    expect(events).not.toContain("secret");
    expect(readFileSync(join(folder, "report.html"), "utf8")).toContain(commits[1]);
  });

  it("differs from another one in its commit", async () => {
    const { environment } = JSON.parse((await project.call("diff", clean, changed, "--json")).stdout) as {
      readonly environment: unknown;
    };
    expect(environment).toEqual([
      { name: "commit", before: commits[0], after: commits[1] },
      { name: "uncommitted", before: null, after: "changes" },
    ]);
  });

  it("leads a lineage to the commit of the run that did the work", async () => {
    const { stdout } = await project.call("lineage", `${changed}/train/model`);
    expect(stdout.match(/commit .*/g)).toEqual([
      `commit ${commits[1]!.slice(0, 12)}, with uncommitted changes`,
      `commit ${commits[0]!.slice(0, 12)}`, // load was taken from the cache
    ]);
  });
});
