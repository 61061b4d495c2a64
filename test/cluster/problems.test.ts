import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";
import { freePort } from "../pods/helpers/s3-server.ts";
import { fakeApi } from "./fake-api.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-cluster-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest = (template: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: made}
spec: {entrypoint: main, templates: [{name: main, ${template}}]}
`;

const settings = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}";
writeFileSync(join(folder, "create.yaml"), manifest(`resource: {action: create, manifest: "${settings}"}`));

interface ConfigOfTest {
  readonly server: string;
  readonly token?: string;
  readonly ca?: string;
  readonly cluster?: string;
}

/** A kubeconfig with the contexts `dev` and `prod`. */
function kubeconfig(name: string, { server, token = "t", ca, cluster = "c" }: ConfigOfTest): string {
  const file = join(folder, name);
  const shown = { server, ...(ca !== undefined && { "certificate-authority": ca }) };
  const config = {
    clusters: [{ name: "c", cluster: shown }],
    users: [{ name: "u", user: { token } }],
    contexts: ["dev", "prod"].map((one) => ({ name: one, context: { cluster, user: "u" } })),
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** What is said of a run that nothing comes of; it leaves no folder. */
async function refusal(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, stdout, stderr } = await pipewright(["run", "create.yaml", ...flags], { cwd: folder, env });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  return stderr;
}

const closing = (code: string): string => `\n1 error. Why: pipewright explain ${code}\n`;

describe("before a run speaks to a cluster", { timeout: 120_000 }, () => {
  it("a kubeconfig that is not there is named, and who named it", async () => {
    const home = join(folder, "home");
    mkdirSync(home);
    const env = { HOME: home, KUBECONFIG: "" };
    expect(await refusal(["--context", "dev"], env)).toBe(`error kubeconfig-missing
  There is no kubeconfig: ${home}/.kube/config (kubectl's own place) is not there.
  help: Say where it is: --kubeconfig FILE, or KUBECONFIG in the environment.
${closing("kubeconfig-missing")}`);
    expect(await refusal(["--context", "dev", "--kubeconfig", "/no/file"], env)).toContain(
      "There is no kubeconfig: /no/file (--kubeconfig) is not there.",
    );
    expect(await refusal(["--context", "dev"], { KUBECONFIG: "/no/one:/no/other" })).toContain(
      "There is no kubeconfig: /no/one, /no/other (KUBECONFIG) are not there.",
    );
  });

  it("a kubeconfig that is none says why", async () => {
    const file = join(folder, "broken");
    writeFileSync(file, "clusters: [{name: c");
    const said = await refusal(["--context", "dev", "--kubeconfig", file]);
    expect(said).toMatch(/^error kubeconfig-unreadable\n {2}The kubeconfig .*broken can't be used: .+\.\n/);
    expect(said).toContain("  help: kubectl config view shows what kubectl makes of it.\n");
    const lost = kubeconfig("lost", { server: "https://127.0.0.1:1", cluster: "gone" });
    expect(await refusal(["--context", "dev", "--kubeconfig", lost])).toContain(
      `The kubeconfig ${lost} can't be used: its context "dev" names the cluster "gone", which is not in it.`,
    );
  });

  it("an unknown context is told with those that there are, and the one that was meant", async () => {
    const file = kubeconfig("known", { server: "https://127.0.0.1:1" });
    expect(await refusal(["--context", "porde", "--kubeconfig", file])).toBe(`error context-unknown
  The kubeconfig ${file} has no context "porde". Did you mean "prod"?
  help: It has "dev", "prod". Choose one: --context NAME.
${closing("context-unknown")}`);
  });

  it("a schedule does not begin on a cluster that is not known, either", async () => {
    const file = kubeconfig("schedule", { server: "https://127.0.0.1:1" });
    writeFileSync(
      join(folder, "nightly.yaml"),
      `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec: {schedules: ["0 3 * * *"], workflowSpec: {entrypoint: main, templates: [{name: main, resource: {action: get, manifest: "${settings}"}}]}}
`,
    );
    for (const how of ["--cron", "--now"]) {
      const flags = [how, "--context", "porde", "--kubeconfig", file];
      const { code, stderr } = await pipewright(["run", "nightly.yaml", ...flags], { cwd: folder });
      expect({ code, stderr: stderr.split("\n")[0] }).toEqual({ code: 1, stderr: "error context-unknown" });
    }
  });

  it("a cluster that nobody is at is told with its address", async () => {
    const server = `https://127.0.0.1:${await freePort()}`;
    const file = kubeconfig("away", { server });
    expect(await refusal(["--context", "dev", "--kubeconfig", file])).toBe(`error cluster-unreachable
  The cluster of context "dev", ${server}, can't be reached: connect ECONNREFUSED ${server.slice("https://".length)}
  help: Start it, or choose another one: --context NAME.
${closing("cluster-unreachable")}`);
  });

  it("somebody else at its address can't harm the terminal, and no password is shown", async () => {
    const stranger = await fakeApi((response) => response.writeHead(418).end("\u001b[2Jnot a \u0007cluster"));
    const { host } = stranger.client.server;
    const file = join(folder, "stranger");
    const cluster = { server: `http://me:secret@${host}`, "insecure-skip-tls-verify": true };
    const contexts = [{ name: "dev", context: { cluster: "c", user: "u" } }];
    writeFileSync(file, JSON.stringify({ clusters: [{ name: "c", cluster }], users: [{ name: "u", user: {} }], contexts }));
    const said = await refusal(["--context", "dev", "--kubeconfig", file]);
    await stranger.end();
    expect(said).toContain(`The cluster of context "dev", http://${host}, answers, but not as a cluster: `);
    expect(said).not.toMatch(/[\u0007\u001b]|secret/);
  });

  it("a login that can't be had is told in the words of what should have given it", async () => {
    const file = join(folder, "exec");
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "/no/such-plugin", interactiveMode: "Never" };
    const config = {
      clusters: [{ name: "c", cluster: { server: "https://127.0.0.1:1" } }],
      users: [{ name: "u", user: { exec } }],
      contexts: [{ name: "dev", context: { cluster: "c", user: "u" } }],
    };
    writeFileSync(file, JSON.stringify(config));
    const said = await refusal(["--context", "dev", "--kubeconfig", file]);
    expect(said).toMatch(/^error cluster-login-refused\n {2}Nobody could be logged in to the cluster: .*no\/such-plugin/);
  });

  it("options that say where want the one that says which", async () => {
    for (const flag of ["namespace", "kubeconfig"]) {
      const { code, stderr } = await pipewright(["run", "create.yaml", `--${flag}`, "x"], { cwd: folder });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `pipewright: --${flag} belongs to --context NAME, which says whose objects resource steps may change.\n`,
      });
    }
  });

  it("without a context, resource steps are refused with the way out, and plugins in any case", async () => {
    expect(await refusal([])).toBe(`error cannot-run-here
  "made" can't run on this machine:
      - template "main": it wants to create an object of Kubernetes, and no cluster was named
  help: Name the cluster whose objects may be changed: --context NAME; kubectl config get-contexts lists them.
${closing("cannot-run-here")}`);
    writeFileSync(join(folder, "plugin.yaml"), manifest("plugin: {slack: {text: done}}"));
    const { code, stderr } = await pipewright(["run", "plugin.yaml"], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error cannot-run-here
  "made" can't run on this machine:
      - template "main": its plugin "slack" is a sidecar of the agent's pod, which only Argo's controller in a cluster starts
  help: A cluster with Argo Workflows runs it: kubectl apply -f.
${closing("cannot-run-here")}`,
    });
  });
});

describeWithApiserver("what a real API server refuses before a run", (at) => {
  it("a namespace that is not there", async () => {
    const { kubeconfig: file } = at().server;
    expect(await refusal(["--context", "admin", "--namespace", "ml", "--kubeconfig", file])).toBe(`error namespace-missing
  The cluster of context "admin" has no namespace "ml".
  help: Make it: kubectl --context admin create namespace ml. Or name another one: --namespace NAME.
${closing("namespace-missing")}`);
  });

  it("all that the person may not do", async () => {
    writeFileSync(
      join(folder, "several.yaml"),
      `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: several}
spec:
  entrypoint: main
  templates:
    - {name: main, steps: [[{name: a, template: job}, {name: b, template: node}]]}
    - name: job
      resource:
        action: create
        successCondition: status.succeeded > 0
        manifest: "{apiVersion: batch/v1, kind: Job, metadata: {name: j, namespace: other}}"
    - {name: node, resource: {action: delete, manifest: "{apiVersion: v1, kind: Node, metadata: {name: n}}"}}
`,
    );
    const flags = ["--context", "nobody", "--kubeconfig", at().server.kubeconfig];
    const { code, stderr } = await pipewright(["run", "several.yaml", ...flags], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error cluster-forbids
  The user of context "nobody" may not do what the steps will do:
      - template "job": create jobs.batch in namespace "other"
      - template "job": get jobs.batch in namespace "other"
      - template "node": delete nodes
  help: Somebody who may give rights gives these by a Role and a RoleBinding; kubectl auth can-i --list shows those that there are.
${closing("cluster-forbids")}`,
    });
  });

  it("a login that is not taken", async () => {
    const { url, ca } = at().server;
    const file = kubeconfig("expired", { server: url, ca, token: "old" });
    expect(await refusal(["--context", "dev", "--kubeconfig", file])).toBe(`error cluster-login-refused
  The cluster of context "dev", ${url}, does not take the login of the kubeconfig: Unauthorized.
  help: It may have expired. Log in again, so that kubectl get namespaces works, then try again.
${closing("cluster-login-refused")}`);
  });

  it("a server that can't prove who it is", async () => {
    const { url } = at().server;
    const file = kubeconfig("stranger", { server: url });
    const said = await refusal(["--context", "dev", "--kubeconfig", file]);
    expect(said).toContain(`error cluster-unreachable\n  The cluster of context "dev", ${url}, can't be reached: `);
    expect(said).toContain("help: What it shows to prove who it is, or its name, does not fit the kubeconfig");
  });
});
