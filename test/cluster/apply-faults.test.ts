import { afterEach, expect, it } from "vitest";
import { applyPlan } from "../../cluster/apply/apply-plan.ts";
import { openCluster } from "../../cluster/open-cluster.ts";
import { planCluster } from "../../cluster/plan/cluster-plan.ts";
import { defaultTarget } from "../../compiler/targets/targets.ts";
import { pipewright } from "../helpers/cli.ts";
import { type Fault, type FaultyProxy, faultyProxy, refuse } from "./faulty-proxy.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const nightly = "test/cluster/pipelines/nightly.ts";

/** What is printed behind the warnings of the plan. */
const afterWarnings = (stderr: string): string => stderr.slice(stderr.lastIndexOf("Why: pipewright explain device-on-no-node"));

describeWithApiserver("what apply says when a cluster refuses or is gone", (at) => {
  let proxy: FaultyProxy | undefined;
  afterEach(async () => {
    await proxy?.end();
    proxy = undefined;
  });

  /** A namespace of its own, with what the pipeline needs. */
  const namespaced = async (name: string): Promise<readonly string[]> => {
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name } });
    const secret = { metadata: { name: "warehouse" }, stringData: { token: "x" } };
    await at().ask("POST", `/api/v1/namespaces/${name}/secrets`, secret);
    return ["--kubeconfig", at().server.kubeconfig, "--namespace", name];
  };
  const through = async (namespace: string, fault: Fault): Promise<readonly string[]> => {
    await namespaced(namespace);
    proxy = await faultyProxy(at().server, fault);
    return ["--kubeconfig", proxy.kubeconfig, "--namespace", namespace];
  };
  const isReal = (method: string, url = ""): boolean => method === "PATCH" && !url.includes("dryRun");

  it("says what was and was not done when the network breaks in the middle; the same command goes on", async () => {
    let isBroken = true;
    const flags = await through("broken", (response, { method = "", url = "" }) => {
      if (!isBroken || !isReal(method, url) || !url.includes("cronworkflows")) return false;
      response.writeHead(403, { "content-type": "application/json" });
      response.socket?.destroy();
      return true;
    });
    const broken = await pipewright(["apply", nightly, ...flags], { timeoutMilliseconds: 90_000 });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain("WorkflowTemplate nightly created\nCronWorkflow nightly perhaps applied: no answer came\n");
    expect(broken.stderr).toContain('error cluster-lost\n  The cluster of context "proxied" (127.0.0.1:');
    expect(broken.stderr).toContain(`error apply-stopped
  Apply stopped in the middle. Applied: WorkflowTemplate nightly. Perhaps applied, as no answer came: CronWorkflow nightly.
  help: To go on: pipewright apply ${nightly} ${flags.join(" ")}
`);
    isBroken = false;
    const again = await pipewright(["apply", nightly, ...flags]);
    expect(again.stdout).toBe("WorkflowTemplate nightly unchanged\nCronWorkflow nightly created\n1 unchanged, 1 created.\n");
  });

  it("begins nothing further when a person stops it, and knows what is left", async () => {
    await namespaced("stopped");
    const cluster = await openCluster({ kubeconfig: at().server.kubeconfig, namespace: "stopped" });
    const spec = { entrypoint: "main", templates: [{ name: "main", suspend: {} }] };
    const cron = { schedules: ["0 3 * * *"], workflowSpec: { workflowTemplateRef: { name: "p" } } };
    const one = (kind: string, its: object) => ({ apiVersion: "argoproj.io/v1alpha1", kind, metadata: { name: "p" }, spec: its });
    const objects = [one("CronWorkflow", cron), one("WorkflowTemplate", spec)];
    const wishes = { pipeline: "p", target: defaultTarget, needed: undefined, takesOver: false, prunes: true, now: 0 };
    const { steps } = await planCluster(cluster, objects, wishes);
    const stop = new AbortController();
    const outcome = await applyPlan(cluster, steps, {
      pipeline: "p",
      takesOver: false,
      signal: stop.signal,
      onDone: () => stop.abort(),
    });
    expect(outcome).toEqual({
      objects: [
        { kind: "WorkflowTemplate", name: "p", outcome: "created" },
        { kind: "CronWorkflow", name: "p", outcome: "left" },
      ],
      problems: [],
      isInterrupted: true,
    });
    const again = await planCluster(cluster, objects, wishes);
    expect([...again.steps.settled]).toEqual(["WorkflowTemplate p"]);
  });

  it("waits for a server that has too much to do, and says so", async () => {
    let times = 0;
    const flags = await through("busy", (response, { method = "", url = "" }) =>
      isReal(method, url) && times++ === 0 ? refuse(response, 429, "TooManyRequests", "slow down", "0") : false,
    );
    const { code, stdout, stderr } = await pipewright(["apply", nightly, ...flags]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "WorkflowTemplate nightly created\nCronWorkflow nightly created\n2 created.\n",
    });
    expect(stderr).toContain("waiting: slow down\n");
  });

  it("gives up on a server that is not there for it, before anything has changed", async () => {
    const flags = await through("away", (response, { url = "" }) =>
      url.includes("workflowtemplates") ? refuse(response, 503, "ServiceUnavailable", "starting", "30") : false,
    );
    const { code, stdout, stderr } = await pipewright(["apply", nightly, ...flags]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`error cluster-busy
  The cluster of context "proxied" has too much to do: starting.
  help: Run the same command again later; it goes on where it ended.`);
  });

  it.each([
    [
      "a webhook",
      403,
      "Forbidden",
      'admission webhook "policy.example.com" denied the request: images from registry.example are not allowed',
      `error webhook-refused
  The webhook "policy.example.com" refuses to apply CronWorkflow "nightly": images from registry.example are not allowed.
  help: It is a rule of this cluster; who runs it knows what is wanted.`,
    ],
    [
      "a webhook that is away",
      500,
      "InternalError",
      'Internal error occurred: failed calling webhook "policy.example.com": no endpoints available',
      'error webhook-away\n  A webhook that has to look at CronWorkflow "nightly" does not answer: Internal error occurred: ',
    ],
    [
      "a login that has expired",
      401,
      "Unauthorized",
      "Unauthorized",
      `error login-expired
  The cluster of context "proxied" no longer takes the login of the kubeconfig: Unauthorized.
  help: Log in again, so that kubectl get namespaces works, then run the same command again.`,
    ],
    [
      "a namespace that is gone",
      404,
      "NotFound",
      'namespaces "x" not found',
      'error namespace-gone\n  Namespace "refused" of context "proxied" is not there any more: namespaces "x" not found.',
    ],
    [
      "a namespace that ends",
      403,
      "Forbidden",
      'cronworkflows.argoproj.io "nightly" is forbidden: unable to create new content in namespace x because it is being terminated',
      'error namespace-ends\n  Namespace "refused" is being deleted, and takes nothing new: cronworkflows.argoproj.io "nightly" is forbidden',
    ],
  ])("tells a refusal by %s in its own words, and that the rest was not applied", async (_who, code, reason, message, words) => {
    const flags = await through("refused", (response, { method = "", url = "" }) =>
      isReal(method, url) && url.includes("cronworkflows") ? refuse(response, code, reason, message, "30") : false,
    );
    const refused = await pipewright(["apply", nightly, ...flags], { timeoutMilliseconds: 90_000 });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(words);
    expect(afterWarnings(refused.stderr)).toContain(
      "Apply stopped in the middle. Applied: WorkflowTemplate nightly. Refused: CronWorkflow nightly.",
    );
    expect(refused.stderr).not.toMatch(/^ +at /m);
  });

  it("knows by the dry run that a quota is exceeded, before anything has changed", async () => {
    const flags = await namespaced("quota");
    const hard = { "count/cronworkflows.argoproj.io": "0" };
    const quotas = "/api/v1/namespaces/quota/resourcequotas";
    await at().ask("POST", quotas, { metadata: { name: "few" }, spec: { hard } });
    await at().ask("PATCH", `${quotas}/few/status`, { status: { hard, used: { "count/cronworkflows.argoproj.io": "0" } } });
    const { code, stdout, stderr } = await pipewright(["apply", nightly, ...flags]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /error quota-exceeded\n {2}A quota of namespace "quota" refuses to apply CronWorkflow "nightly": .*exceeded quota: few/,
    );
  });

  it("names a namespace that is missing", async () => {
    const { code, stderr } = await pipewright([
      "apply",
      nightly,
      "--kubeconfig",
      at().server.kubeconfig,
      "--namespace",
      "nowhere",
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain(`cluster admin, namespace nowhere
error namespace-missing
  The cluster of context "admin" has no namespace "nowhere".`);
  });

  it("knows a cluster without Argo, and one with the minimal CRDs", async () => {
    const none = await through("bare", (response, { url = "" }) =>
      url.startsWith("/apis/argoproj.io") ? refuse(response, 404, "NotFound", "404 page not found") : false,
    );
    const { code, stderr } = await pipewright(["apply", nightly, ...none]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error argo-crds-missing\n  The cluster of context "proxied" has no WorkflowTemplate: Argo Workflows is not installed, or without its CRDs.',
    );
    await proxy?.end();
    const minimal = await through("minimal", (response, { method, url = "" }) => {
      if (method !== "POST" || !url.includes("workflowtemplates")) return false;
      response.writeHead(201, { "content-type": "application/json" });
      response.end("{}");
      return true;
    });
    const planned = await pipewright(["plan", nightly, ...minimal]);
    expect(planned.stderr).toContain('warning argo-crds-minimal\n  The CRDs of Argo in context "proxied" are the minimal ones');
    expect(planned.stdout).toContain("Argo of unknown version with minimal CRDs");
  });
});
