import { afterEach, describe, expect, it } from "vitest";
import { clusterLogs } from "../../cli/cluster/cluster-logs.ts";
import type { LogLine } from "../../cli/record/run-log.ts";
import { followWorkflow } from "../../cluster/follow/follow-workflow.ts";
import { followedWorkflow } from "../../cluster/follow/followed-workflow.ts";
import { listNewest } from "../../cluster/follow/list-runs.ts";
import { podLog } from "../../cluster/follow/pod-log.ts";
import { stepPods } from "../../cluster/follow/step-pods.ts";
import { workflowKind } from "../../cluster/follow/workflow-kind.ts";
import { type Answer, type FakeApi, fakeApi, json, lost, refusal, watch } from "./fake-api.ts";

let fake: FakeApi;
afterEach(() => fake.end());

const text =
  (lines: string, isCut = false): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.write(lines);
    if (isCut) setTimeout(() => response.socket?.destroy(), 50);
    else response.end();
  };

const { signal } = new AbortController();

/** What is read of a pod's log from a server that answers so. */
async function read(...answers: readonly Answer[]): Promise<readonly string[]> {
  fake = await fakeApi(...answers);
  const found: string[] = [];
  for await (const { line } of podLog({ client: fake.client, namespace: "ml", pod: "p", follow: true, signal })) found.push(line);
  return found;
}

describe("the log of a pod", () => {
  it("has every line once, however often the connection breaks", async () => {
    const first = "2026-11-23T03:00:01.1Z one\n2026-11-23T03:00:01.12Z two\n2026-11-23T03:00:01.12Z three\n";
    const further =
      "2026-11-23T03:00:01.100Z one\n2026-11-23T03:00:01.120000000Z two\n2026-11-23T03:00:01.12Z three\n2026-11-23T03:00:01.12Z four\n2026-11-23T03:00:02Z \n";
    expect(await read(text(first, true), lost, text(further))).toEqual(["one", "two", "three", "four", ""]);
    expect(fake.asked[0]).toBe("GET /api/v1/namespaces/ml/pods/p/log?container=main&timestamps=true&follow=true");
    expect(fake.asked[2]).toContain("sinceTime=2026-11-23T03%3A00%3A01Z");
  });

  it("is cut where a line has no end that anybody would read", async () => {
    const [line = ""] = await read(text(`2026-11-23T03:00:01Z ${"x".repeat(1_000_000)}\n`));
    expect(line).toHaveLength(64 * 1024 + 1);
  });

  it("is refused when the pod is gone", async () => {
    await expect(read(refusal(404, "NotFound", 'pods "p" not found'))).rejects.toMatchObject({ code: 404 });
  });
});

const pod = (name: string, phase: string, rest: object = {}) => ({
  [name]: {
    id: name,
    name: `taxi.${name}`,
    displayName: name,
    type: "Pod",
    phase,
    templateName: name,
    boundaryID: "taxi",
    ...rest,
  },
});
const workflow = (phase: string, nodes: object) => ({
  metadata: { name: "taxi", namespace: "ml", uid: "u", resourceVersion: `${phase}1` },
  status: { phase, nodes: { taxi: { id: "taxi", name: "taxi", type: "DAG", phase }, ...nodes } },
});

describe("the logs of a run", () => {
  /** Pods by the beginning of their names; all other requests are for the workflow. */
  async function logs(pods: Readonly<Record<string, Answer>>, given: object, step?: string) {
    fake = await fakeApi((response, request) => {
      const [, name = ""] = /\/pods\/taxi-(\w+)-\d+\/log/.exec(request.url ?? "") ?? [];
      (pods[name] ?? refusal(404, "NotFound", "no such pod"))(response, request);
    });
    const cluster = { client: fake.client, context: "c", server: "s", namespace: "ml", version: "" };
    const lines: LogLine[] = [];
    const told: string[] = [];
    const run = { cluster, named: {}, name: "taxi", workflow: given };
    await clusterLogs(run, { step, follow: false, signal, onLine: (line) => lines.push(line), tell: (what) => told.push(what) });
    return { lines: lines.map((line) => `${line.step}: ${line.line}`), told };
  }
  const early = { startedAt: "2026-11-23T03:00:00Z" };
  const late = { startedAt: "2026-11-23T03:00:05Z" };
  const both = workflow("Running", {
    ...pod("prepare", "Succeeded", early),
    ...pod("train", "Running", late),
    ...pod("later", "Pending"),
  });
  const prepare = text("2026-11-23T03:00:01Z rows\n");

  it("are those of all steps that have begun, or of one", async () => {
    const train = text("2026-11-23T03:00:02Z loss\n");
    expect((await logs({ prepare, train }, both)).lines).toEqual(["prepare: rows", "train: loss"]);
    await fake.end();
    expect((await logs({ prepare, train }, both, "train")).lines).toEqual(["train: loss"]);
  });

  it("say which are gone, and fail when all are", async () => {
    expect(await logs({ prepare }, both)).toEqual({ lines: ["prepare: rows"], told: ["no log any more of train"] });
    await fake.end();
    await expect(logs({}, both)).rejects.toMatchObject({ code: "cluster-logs-gone" });
    await fake.end();
    await expect(logs({}, both, "trian")).rejects.toThrow('has no step "trian" with a log. Did you mean "train"?');
  });

  it("say why the archive can't be read", async () => {
    const outputs = { artifacts: [{ name: "main-logs", s3: { key: "taxi/train/main.log" } }] };
    const archived = workflow("Succeeded", { ...pod("prepare", "Succeeded"), ...pod("train", "Succeeded", { outputs }) });
    const { told } = await logs({ prepare }, archived);
    expect(told[0]).toContain("does not say in which artifact repository it lies");
  });

  it("belong to steps that are named in full, by their last part, or without a loop's turn", () => {
    const nodes = { a: { id: "a", name: "taxi.trials(0:1).train(1)", type: "Pod", phase: "Running" } };
    const followed = followedWorkflow(workflow("Running", nodes));
    const found = (step: string) => stepPods(followed, step).length;
    expect(["trials(0:1).train(1)", "trials(0:1).train", "train(1)", "train"].map(found)).toEqual([1, 1, 1, 1]);
    expect(found("trials")).toBe(0);
  });
});

describe("a run is followed", () => {
  const done = { ...workflow("Succeeded", {}), metadata: { ...workflow("", {}).metadata, resourceVersion: "9" } };
  const unauthorized = refusal(401, "Unauthorized", "Unauthorized");

  it("with a new login when the old one has expired, and tells each look once", async () => {
    fake = await fakeApi(
      json(workflow("Running", {})),
      unauthorized,
      json(workflow("Running", {})),
      watch([{ type: "MODIFIED", object: done }]),
    );
    const cluster = { client: fake.client, namespace: "ml" };
    let reopened = 0;
    const told: string[] = [];
    const phases: string[] = [];
    const reopen = async () => {
      reopened++;
      return cluster;
    };
    for await (const look of followWorkflow({ cluster, name: "taxi", signal, reopen, onRetry: (why) => told.push(why) }))
      phases.push(look.workflow.phase);
    expect({ phases, reopened }).toEqual({ phases: ["Running", "Succeeded"], reopened: 1 });
    expect(told[0]).toContain("the login is not taken any more (Unauthorized)");
  });

  it("no longer than a login may be refused", async () => {
    fake = await fakeApi(unauthorized);
    const cluster = { client: fake.client, namespace: "ml" };
    const looks = followWorkflow({
      cluster,
      name: "taxi",
      signal,
      reopen: async () => cluster,
      onRetry: () => undefined,
      loginPatienceSeconds: 0.3,
    });
    await expect(looks.next()).rejects.toMatchObject({ code: 401 });
  });

  it("not as another one that was made under its name", async () => {
    const other = { ...workflow("Running", {}), metadata: { name: "taxi", uid: "other", resourceVersion: "8" } };
    fake = await fakeApi(json(workflow("Running", {})), watch([]), json(other));
    const cluster = { client: fake.client, namespace: "ml" };
    const looks = followWorkflow({ cluster, name: "taxi", signal, reopen: async () => cluster, onRetry: () => undefined });
    await looks.next();
    await expect(looks.next()).rejects.toMatchObject({ code: "cluster-run-gone" });
  });
});

describe("a list of runs", () => {
  const page = (from: number, count: number, next = "") =>
    json({
      metadata: { continue: next },
      items: Array.from({ length: count }, (_, at) => ({
        metadata: {
          name: `run-${from + at}`,
          uid: `u-${from + at}`,
          creationTimestamp: new Date(1_700_000_000_000 + (from + at) * 1000).toISOString(),
        },
      })),
    });

  it("goes on when the server has forgotten where it was, and is busy", async () => {
    const expired = json(
      { kind: "Status", code: 410, reason: "Expired", message: "too old", metadata: { continue: "again" } },
      410,
    );
    const busy = refusal(429, "TooManyRequests", "wait", { "retry-after": "0" });
    fake = await fakeApi(page(0, 500, "next"), expired, busy, page(500, 500, "last"), page(999, 2));
    const listed = await listNewest({ client: fake.client, namespace: "ml" }, { kind: workflowKind, labelSelector: "a=b" });
    expect(listed).toHaveLength(1001);
    expect(listed[0]?.name).toBe("run-1000");
    expect(fake.asked[3]).toContain("continue=again");
    expect(fake.asked[0]).toContain("labelSelector=a%3Db");
  });
});
