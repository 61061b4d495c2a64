import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { RawWorkflow } from "../../cluster/follow/raw-workflow.ts";
import type { RunEvent } from "../../runner/event.ts";
import { pipewright } from "../helpers/cli.ts";
import { readCase } from "../runner/recorded/recorded-case.ts";
import { recordedWorkflow } from "./follow/recorded-workflow.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-follow-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
const spec = { entrypoint: "main", templates: [{ name: "main", container: { image: "busybox", command: ["true"] } }] };

/** A recorded workflow under another name, which tests may change. */
function played(folderName: string, caseName: string, name: string): RawWorkflow {
  const [[recordedName, record]] = Object.entries(readCase(folderName, caseName).records) as [
    [string, Parameters<typeof recordedWorkflow>[1]],
  ];
  const text = JSON.stringify(recordedWorkflow(recordedName, record, spec)).replaceAll(recordedName, name);
  return JSON.parse(text) as RawWorkflow;
}

describeWithApiserver("a run on a cluster is followed", (at) => {
  const flags = () => ["--kubeconfig", at().server.kubeconfig];
  const make = async (name: string): Promise<void> => {
    const { code, body } = await at().ask("POST", path, {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Workflow",
      metadata: { name },
      spec,
    });
    expect(code, JSON.stringify(body)).toBe(201);
  };
  const patch = async (name: string, status: unknown): Promise<void> => {
    const { code, body } = await at().ask("PATCH", `${path}/${name}`, { status });
    expect(code, JSON.stringify(body)).toBe(200);
  };

  it("from its beginning to its end, through a restart of the server, and is in the record as a local one", async () => {
    const workflow = played("control-flow", "any-succeeded-and-all-failed-on-a-mixed-loop", "played");
    const nodes = Object.entries(workflow.status?.nodes ?? {});
    await make("played");
    let restarts: Promise<void> | undefined;
    const early = Object.fromEntries(
      nodes.slice(0, 3).map(([id, node]) => [id, { ...node, phase: "Running", finishedAt: null }]),
    );
    await patch("played", { phase: "Running", nodes: early });
    const watched = await pipewright(["watch", "played", "--json", ...flags()], {
      cwd: folder,
      onStdout: () => {
        restarts ??= (async () => {
          await at().server.kill();
          await at().server.start();
          await patch("played", { phase: "Running", nodes: Object.fromEntries(nodes.slice(0, 6)) });
          await patch("played", workflow.status);
        })();
      },
    });
    await restarts;
    expect(watched.stderr).toContain("cluster admin, namespace default\n");
    expect(watched.code).toBe(1);
    const events = watched.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RunEvent);
    const ended = events.flatMap((event) => (event.type === "node-finished" ? [`${event.node} ${event.phase}`] : []));
    expect(ended.toSorted()).toEqual(nodes.map(([, node]) => `${node.name} ${node.phase}`).toSorted());
    expect(events.at(-1)).toMatchObject({ type: "run-finished", phase: "Failed" });

    const shown = await pipewright(["show", "--json"], { cwd: folder });
    const run = JSON.parse(shown.stdout);
    expect(run).toMatchObject({ workflow: "played", phase: "Failed", environment: { context: "admin", namespace: "default" } });
    expect(run.steps.map(({ step, phase }: { step: string; phase: string }) => `${step} ${phase}`)).toContain("l(1:1) Failed");
    const [id] = readdirSync(join(folder, ".pipewright", "runs"));
    expect(readFileSync(join(folder, ".pipewright", "runs", id!, "report.html"), "utf8")).toContain("l(1:1)");
    expect((await pipewright(["runs"], { cwd: folder })).stdout).toContain("failed");
  });

  it("to the same report and record when it is looked at again, once", async () => {
    const before = (await pipewright(["show", "--json"], { cwd: folder })).stdout;
    expect((await pipewright(["wait", "played", ...flags()], { cwd: folder })).code).toBe(1);
    expect((await pipewright(["show", "--json"], { cwd: folder })).stdout).toBe(before);
    expect((await pipewright(["show", "played", "--json", ...flags()], { cwd: folder })).stdout).toBe(before);
    expect(readdirSync(join(folder, ".pipewright", "runs"))).toHaveLength(1);
  });

  it("no longer than somebody wants to wait, and says when it is deleted", async () => {
    await make("slow");
    const waited = await pipewright(["wait", "slow", "--timeout", "1s", ...flags()], { cwd: folder });
    expect(waited.code).toBe(3);
    expect(waited.stderr).toContain("It goes on on the cluster: pipewright wait slow");
    let deleting: Promise<unknown> | undefined;
    const watched = await pipewright(["watch", "slow", ...flags()], {
      cwd: folder,
      onStdout: () => {
        deleting ??= at().ask("DELETE", `${path}/slow`);
      },
    });
    await deleting;
    expect({ code: watched.code, stderr: watched.stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("cluster-run-gone"),
    });
    const logs = await pipewright(["logs", "slow"], { cwd: folder, env: { KUBECONFIG: at().server.kubeconfig } });
    expect({ code: logs.code, stderr: logs.stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("not on its cluster any more"),
    });
    const resumed = await pipewright(["run", "--resume", "slow"], { cwd: folder });
    expect(resumed.stderr).toContain('is one of the cluster of context "admin", and can\'t go on here');
  });

  it("until Ctrl-C, which ends the watching alone", async () => {
    await make("long");
    const watched = await pipewright(["watch", "long", ...flags()], { cwd: folder, onStdout: (_, kill) => kill("SIGINT") });
    expect(watched.code).toBe(130);
    expect(watched.stderr).toContain("The run goes on on the cluster");
    expect((await at().ask("GET", `${path}/long`)).body.spec.shutdown).toBeUndefined();
  });

  it("in words that can't harm a terminal or a page", async () => {
    const evil = "\u001b]0;owned\u0007\u001b[2J<script>alert(1)</script>\u202e";
    await make("evil");
    await patch("evil", {
      phase: "Failed",
      message: evil,
      nodes: {
        evil: {
          id: "evil",
          name: "evil",
          displayName: evil,
          type: "DAG",
          phase: "Failed",
          templateName: "main",
          message: evil,
          children: ["evil-1"],
          startedAt: "2026-11-23T03:00:00Z",
          finishedAt: "2026-11-23T03:00:09Z",
        },
        "evil-1": {
          id: "evil-1",
          name: `evil.${evil}`,
          displayName: evil,
          type: "Pod",
          phase: "Failed",
          templateName: evil,
          boundaryID: "evil",
          message: evil.repeat(2000),
          startedAt: "2026-11-23T03:00:00Z",
          finishedAt: "2026-11-23T03:00:09Z",
          outputs: { parameters: [{ name: "evil", value: evil }] },
        },
      },
    });
    const { code, stdout, stderr } = await pipewright(["watch", "evil", ...flags()], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("<script>");
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    const shown = await pipewright(["show", "evil", ...flags()], { cwd: folder });
    expect(shown.stdout + shown.stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    const id = readdirSync(join(folder, ".pipewright", "runs")).find((run) => run.startsWith("evil"));
    expect(readFileSync(join(folder, ".pipewright", "runs", id!, "report.html"), "utf8")).not.toContain("<script>alert");
  });
});
