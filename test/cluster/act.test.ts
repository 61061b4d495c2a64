import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-act-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const argo = "/apis/argoproj.io/v1alpha1/namespaces/default";
const begun = "2026-11-23T03:00:00Z";
const ended = "2026-11-23T03:00:09Z";
const spec = { entrypoint: "main", templates: [{ name: "main", container: { image: "busybox", command: ["true"] } }] };

interface Shape {
  readonly type: string;
  readonly phase: string;
  readonly inside?: string;
  readonly children?: readonly string[];
  readonly outputs?: unknown;
}

/** Nodes by the last part of their names; the root is called as the workflow. */
const nodesOf = (name: string, shapes: Readonly<Record<string, Shape>>) =>
  Object.fromEntries(
    Object.entries(shapes).map(([short, { type, phase, inside, children = [], outputs }]) => [
      short === "" ? name : `${name}-${short}`,
      {
        id: short === "" ? name : `${name}-${short}`,
        name: short === "" ? name : short === "onExit" ? `${name}.onExit` : `${name}.${short}`,
        displayName: short === "" ? name : short,
        type,
        phase,
        templateName: short === "" ? "main" : short,
        startedAt: begun,
        ...(phase !== "Running" && { finishedAt: ended }),
        ...(inside !== undefined && { boundaryID: inside === "" ? name : `${name}-${inside}` }),
        children: children.map((child) => `${name}-${child}`),
        ...(outputs !== undefined && { outputs }),
      },
    ]),
  );

describeWithApiserver("a run on a cluster is acted upon", (at) => {
  const flags = () => ["--kubeconfig", at().server.kubeconfig];
  const cli = (...args: readonly string[]) => pipewright([...args, ...flags()], { cwd: folder });
  const make = async (kind: string, name: string, rest: object): Promise<void> => {
    const resource = `${kind.toLowerCase()}s`;
    const { code, body } = await at().ask("POST", `${argo}/${resource}`, {
      apiVersion: "argoproj.io/v1alpha1",
      kind,
      metadata: { name },
      ...rest,
    });
    expect(code, JSON.stringify(body)).toBe(201);
  };
  const read = async (name: string, resource = "workflows") => (await at().ask("GET", `${argo}/${resource}/${name}`)).body;
  const patch = async (name: string, change: object): Promise<void> => {
    const { code, body } = await at().ask("PATCH", `${argo}/workflows/${name}`, change);
    expect(code, JSON.stringify(body)).toBe(200);
  };

  describe("stop and terminate", () => {
    it("set what the controller looks for, and refuse what has ended", async () => {
      await make("Workflow", "endless", { spec });
      await patch("endless", { status: { phase: "Running" } });
      expect((await cli("stop", "endless")).stdout).toBe("endless stops: its pods are ended, exit handlers still run\n");
      expect((await read("endless")).spec.shutdown).toBe("Stop");
      expect((await cli("terminate", "end")).stdout).toBe("endless terminates\n");
      expect((await read("endless")).spec.shutdown).toBe("Terminate");
      await patch("endless", { status: { phase: "Failed", message: "Stopped with strategy 'Terminate'" } });
      const late = await cli("stop", "endless");
      expect(late.code).toBe(1);
      expect(late.stderr).toContain("cluster-run-ended");
      expect(late.stderr).toContain("Run endless has ended already: Failed (Stopped with strategy 'Terminate').");
    });

    it("say which runs there are when none, or several, are meant", async () => {
      await make("Workflow", "many-1", { spec });
      await make("Workflow", "many-2", { spec });
      expect((await cli("terminate", "many")).stderr).toContain('"many" may be one of 2 runs');
      const none = await cli("terminate", "many-3");
      expect(none.code).toBe(1);
      expect(none.stderr).toContain('Did you mean "many-');
    });
  });

  describe("resume", () => {
    const supplied = [
      { name: "go", enum: ["YES", "NO"], valueFrom: { supplied: {} } },
      { name: "why", valueFrom: { supplied: {}, default: "none" } },
    ];
    const shapes = {
      "": { type: "DAG", phase: "Running", children: ["approve"] },
      approve: { type: "Suspend", phase: "Running", inside: "", outputs: { parameters: supplied } },
    } as const;

    it.each(["whole", "packed"])("gives a step its answers, with steps kept %s", async (kept) => {
      const name = `asks-${kept}`;
      const nodes = nodesOf(name, shapes);
      const packed = { compressedNodes: gzipSync(JSON.stringify(nodes)).toString("base64") };
      await make("Workflow", name, { spec });
      await patch(name, { status: { phase: "Running", ...(kept === "packed" ? packed : { nodes }) } });
      const missing = await cli("resume", name);
      expect(missing.stderr).toContain('Step approve: "go" has no default and was not said.');
      expect((await cli("resume", name, "-p", "go=MAYBE")).stderr).toContain('"go" wants one of YES, NO, got "MAYBE"');
      expect((await cli("resume", name, "-p", "gone=YES")).stderr).toContain('does not ask for "gone"');
      const { code, stdout } = await cli("resume", name, "approve", "-p", "go=YES");
      expect({ code, stdout }).toEqual({ code: 0, stdout: "approve: go = YES\n" });
      const { status } = await read(name);
      const after =
        kept === "packed" ? JSON.parse(gunzipSync(Buffer.from(status.compressedNodes, "base64")).toString()) : status.nodes;
      expect(after[`${name}-approve`]).toMatchObject({
        phase: "Succeeded",
        outputs: {
          parameters: [
            { name: "go", value: "YES" },
            { name: "why", value: "none" },
          ],
        },
      });
      expect(JSON.stringify(after)).not.toContain("valueFrom");
      expect((await cli("resume", name)).stderr).toContain("Nothing of run");
    });
  });

  describe("retry", () => {
    const shapes: Readonly<Record<string, Shape>> = {
      "": { type: "DAG", phase: "Failed", children: ["good", "bad"] },
      good: {
        type: "Pod",
        phase: "Succeeded",
        inside: "",
        children: ["last"],
        outputs: { parameters: [{ name: "rows", value: "7" }] },
      },
      bad: { type: "Pod", phase: "Failed", inside: "", children: ["rescue", "last"] },
      rescue: { type: "Pod", phase: "Succeeded", inside: "" },
      last: { type: "Skipped", phase: "Omitted", inside: "" },
      onExit: { type: "Pod", phase: "Succeeded" },
    };

    it.each(["whole", "packed"])("keeps what succeeded and has the rest done anew, with steps kept %s", async (kept) => {
      const name = `failed-${kept}`;
      const nodes = nodesOf(name, shapes);
      const packed = { compressedNodes: gzipSync(JSON.stringify(nodes)).toString("base64") };
      await make("Workflow", name, {
        metadata: { name, labels: { "workflows.argoproj.io/completed": "true" } },
        spec: { ...spec, shutdown: "Stop" },
      });
      await patch(name, {
        status: { phase: "Failed", message: "child failed", finishedAt: ended, ...(kept === "packed" ? packed : { nodes }) },
      });
      const { code, stdout, stderr } = await cli("retry", name);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "cluster admin, namespace default\n" });
      expect(stdout).toBe(`${name} goes on. Done anew: bad, last, rescue, onExit\n`);
      const { metadata, spec: after, status } = await read(name);
      expect(metadata.labels).toEqual({ "workflows.argoproj.io/phase": "Running" });
      expect(after.shutdown).toBeUndefined();
      expect(status).toMatchObject({ phase: "Running" });
      expect(status.message ?? status.finishedAt).toBeUndefined();
      const left =
        kept === "packed" ? JSON.parse(gunzipSync(Buffer.from(status.compressedNodes, "base64")).toString()) : status.nodes;
      expect(Object.keys(left).toSorted()).toEqual([name, `${name}-good`].toSorted());
      expect(left[name]).toMatchObject({ phase: "Running", children: [`${name}-good`] });
      expect(left[`${name}-good`]).toMatchObject({ phase: "Succeeded", outputs: { parameters: [{ name: "rows", value: "7" }] } });
    });

    it("refuses what has not failed, and what the controller keeps elsewhere", async () => {
      await make("Workflow", "fine", { spec });
      await patch("fine", { status: { phase: "Succeeded" } });
      expect((await cli("retry", "fine")).stderr).toContain("there is nothing to retry");
      await make("Workflow", "offloaded", { spec });
      await patch("offloaded", { status: { phase: "Failed", offloadNodeStatusVersion: "fnv:1" } });
      const { code, stderr } = await cli("retry", "offloaded");
      expect(code).toBe(1);
      expect(stderr).toContain("cluster-run-not-retryable");
      expect(stderr).toContain("argo retry offloaded");
    });
  });

  describe("submit", () => {
    beforeAll(async () => {
      const parameters = [
        { name: "rows", value: "10" },
        { name: "mode", enum: ["fast", "slow"], default: "fast" },
        { name: "who" },
      ];
      await make("WorkflowTemplate", "nightly", {
        metadata: { name: "nightly", labels: { "pipewright.dev/pipeline": "nightly" } },
        spec: { ...spec, arguments: { parameters } },
      });
      await make("CronWorkflow", "cronly", {
        metadata: { name: "cronly", labels: { "pipewright.dev/pipeline": "cronly" } },
        spec: {
          schedules: ["0 3 * * *"],
          timezone: "Europe/Berlin",
          workflowSpec: { workflowTemplateRef: { name: "nightly" }, arguments: { parameters: [{ name: "who", value: "cron" }] } },
        },
      });
    });

    it("makes a run that the server names, with what was said", async () => {
      const { code, stdout } = await cli("submit", "nightly", "-p", "rows=20", "-p", "who=me", "--json");
      expect(code).toBe(0);
      const { run } = JSON.parse(stdout);
      const made = await read(run);
      expect(run).toMatch(/^nightly-\w{5}$/);
      expect(made.spec).toEqual({
        workflowTemplateRef: { name: "nightly" },
        arguments: {
          parameters: [
            { name: "rows", value: "20" },
            { name: "who", value: "me" },
          ],
        },
      });
      expect(made.metadata.labels).toMatchObject({
        "pipewright.dev/pipeline": "nightly",
        "workflows.argoproj.io/workflow-template": "nightly",
      });
      expect(made.metadata.labels["app.kubernetes.io/managed-by"]).toBeUndefined();
    });

    it("of a schedule is one of its pipeline, not of a time", async () => {
      const { run } = JSON.parse((await cli("submit", "cronly", "-p", "who=me", "--json")).stdout);
      const { spec: made, metadata } = await read(run);
      expect(made.arguments.parameters).toEqual([{ name: "who", value: "me" }]);
      expect(metadata.annotations?.["workflows.argoproj.io/scheduled-time"]).toBeUndefined();
      expect(metadata.labels["workflows.argoproj.io/cron-workflow"]).toBeUndefined();
    });

    it("refuses names, choices and values that the pipeline does not know, all at once", async () => {
      const { code, stderr } = await cli("submit", "nightly", "-p", "row=1", "-p", "mode=slower");
      expect(code).toBe(1);
      expect(stderr).toContain('has no parameter "row" Did you mean "rows"?'.replace(" Did", " Did"));
      expect(stderr).toContain('wants one of fast, slow for "mode", got "slower"');
      expect(stderr).toContain('wants a value for "who"');
      expect((await cli("submit", "nightli")).stderr).toContain('Did you mean "nightly"?');
    });

    it("waits for the end of the run, and ends as it did", async () => {
      const waiting = cli("submit", "nightly", "-p", "who=me", "--wait");
      interface Made {
        readonly metadata: { readonly name: string };
        readonly spec: { readonly arguments?: { readonly parameters: readonly unknown[] } };
      }
      for (let made: Made | undefined; made === undefined; ) {
        const { items } = (await at().ask("GET", `${argo}/workflows`)).body;
        made = (items as readonly Made[]).find(
          (one) => one.metadata.name.startsWith("nightly-") && one.spec.arguments?.parameters.length === 1,
        );
        if (made !== undefined)
          await patch(made.metadata.name, { status: { phase: "Succeeded", startedAt: begun, finishedAt: ended } });
      }
      expect((await waiting).code).toBe(0);
    });
  });

  describe("suspend, unsuspend and backfill", () => {
    const span = ["--from", "2026-10-24", "--to", "2026-10-26T12:00:00Z"];

    it("hold a schedule up, and let it go on", async () => {
      expect((await cli("suspend", "cronly")).stdout).toContain("cronly is suspended");
      expect((await read("cronly", "cronworkflows")).spec.suspend).toBe(true);
      expect((await cli("suspend", "cronly")).stdout).toContain("was suspended already");
      expect((await cli("unsuspend", "cronly")).stdout).toContain("cronly goes on");
      expect((await read("cronly", "cronworkflows")).spec.suspend).toBe(false);
      expect((await cli("suspend", "cronli")).stderr).toContain('Did you mean "cronly"?');
    });

    it("say the times of a span in the schedule's zone, also where the clocks change", async () => {
      const { stdout } = await cli("backfill", "cronly", ...span, "--dry-run");
      expect(stdout).toBe("2026-10-24T01:00:00Z\n2026-10-25T02:00:00Z\n2026-10-26T02:00:00Z\n");
      expect((await cli("backfill", "cronly", "--from", "1990-01-01", "--dry-run")).stderr).toContain("backfill-too-long");
    });

    it("start one run for each time that has none, two at a time, and none twice", async () => {
      const names = [1792803600, 1792893600, 1792980000].map((time) => `cronly-${time}`);
      await make("Workflow", names[1]!, { spec });
      await patch(names[1]!, { status: { phase: "Succeeded" } });
      const seen: number[] = [];
      let over = false;
      const controller = (async () => {
        while (!over) {
          const { items } = (await at().ask("GET", `${argo}/workflows`)).body;
          const ours = items.filter(({ metadata }: { metadata: { name: string } }) => names.includes(metadata.name));
          const active = ours.filter(({ status }: { status?: { phase?: string } }) => status?.phase === undefined);
          seen.push(active.length);
          for (const { metadata } of active) await patch(metadata.name, { status: { phase: "Succeeded" } });
          await new Promise((done) => setTimeout(done, 100));
        }
      })();
      const first = await cli("backfill", "cronly", ...span, "--parallel", "2");
      expect(first.code, first.stderr).toBe(0);
      expect(first.stdout.match(/started/g)).toHaveLength(2);
      expect(first.stdout).toContain(`2026-10-25T02:00:00Z  ${names[1]}  is there already`);
      const again = await cli("backfill", "cronly", ...span);
      over = true;
      await controller;
      expect(again.stdout.match(/is there already/g)).toHaveLength(3);
      expect(Math.max(...seen)).toBeLessThanOrEqual(2);
      const made = await read(names[0]!);
      expect(made.metadata.annotations).toEqual({ "workflows.argoproj.io/scheduled-time": "2026-10-24T01:00:00Z" });
      expect(made.metadata.labels["workflows.argoproj.io/cron-workflow"]).toBe("cronly");
    });
  });

  it("with three wrong uses of each verb told as such", async () => {
    writeFileSync(join(folder, "empty.yaml"), "");
    for (const verb of ["submit", "retry", "terminate", "suspend", "backfill", "fetch"])
      expect((await cli(verb)).code, verb).toBe(2);
    expect((await cli("backfill", "cronly", "--from", "yesterday")).stderr).toContain(
      "--from wants a day or a time with its zone",
    );
    expect((await cli("wait", "x", "--timeout", "soon")).stderr).toContain("--timeout wants a duration");
    expect((await cli("submit", "nightly", "--watch", "--wait")).stderr).toContain("exclude each other");
  });
});
