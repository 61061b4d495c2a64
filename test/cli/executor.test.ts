import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { NodeFinished, NodeStarted, RunEvent } from "../../runner/event.ts";
import { findSandbox } from "../../runner/pods/host/sandbox.ts";
import { pipewright } from "../helpers/cli.ts";
import { podmanWithBusybox } from "../pods/helpers/podman.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-executor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const workflow = (name: string, templates: string, rest = ""): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ${name}}
spec:
  entrypoint: main
  ${rest}
  templates:
${templates}`;

const foreign = workflow(
  "foreign",
  `    - name: main
      dag:
        tasks:
          - {name: make, template: make}
          - {name: use, template: use, depends: make, arguments: {artifacts: [{name: words, from: "{{tasks.make.outputs.artifacts.words}}"}]}}
          - {name: script, template: script, depends: make}
          - {name: http, template: http}
    - name: make
      outputs: {artifacts: [{name: words, path: /tmp/words}]}
      container:
        image: IMAGE
        command: [/bin/sh, -c]
        args: ["echo one two > /tmp/words; echo kept > /data/note"]
        volumeMounts: [{name: data, mountPath: /data}]
    - name: use
      inputs: {artifacts: [{name: words, path: /in/words}]}
      outputs: {parameters: [{name: note, valueFrom: {path: /data/note}}]}
      container:
        image: IMAGE
        command: [/bin/sh, -c]
        args: ["wc -w < /in/words"]
        volumeMounts: [{name: data, mountPath: /data}]
    - name: script
      script: {image: IMAGE, command: [/bin/sh], source: "echo from a script"}
    - name: http
      http: {url: "http://127.0.0.1:9/none", successCondition: "response.statusCode == 200"}
`,
  "volumes: [{name: data, persistentVolumeClaim: {claimName: shared}}]",
);

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

async function run(file: string, flags: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await pipewright(["run", "--json", file, ...flags], {
    cwd: folder,
    env,
    timeoutMilliseconds: 120_000,
  });
  const events = stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as RunEvent);
  return { code, stderr, events };
}

const finished = (events: readonly RunEvent[], name: string): NodeFinished | undefined => {
  const started = events.find((event): event is NodeStarted => event.type === "node-started" && event.displayName === name);
  return events.find((event): event is NodeFinished => event.type === "node-finished" && event.node === started?.node);
};

const printed = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === "node-log" ? [event.line] : [])).toSorted();

/** Steps on images of others, whose http step fails for want of a server: that one runs wherever the others do. */
function expectForeignRun({ code, stderr, events }: Awaited<ReturnType<typeof run>>): void {
  expect(stderr).toBe("");
  expect(code).toBe(1);
  for (const name of ["make", "use", "script"]) expect(finished(events, name)).toMatchObject({ phase: "Succeeded" });
  expect(finished(events, "http")?.phase).toBe("Failed");
  expect(finished(events, "use")?.outputs).toEqual({ note: "kept" });
  expect(printed(events).filter((line) => /^(2|from a script)$/.test(line.trim()))).toHaveLength(2);
  const started = events.find((event) => event.type === "run-started");
  expect(readFileSync(join(started!.folder, "claims", "shared", "note"), "utf8")).toBe("kept\n");
}

describe("without an executor", () => {
  it("all steps on images of others are refused before the start, with what to say", async () => {
    write("foreign.yaml", foreign.replaceAll("IMAGE", "alpine:3"));
    const { code, stderr } = await pipewright(["run", "foreign.yaml"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toBe(`error cannot-run-here
  "foreign" can't run on this machine:
      - template "make": its image "alpine:3" is none of Pipewright's
      - template "use": its image "alpine:3" is none of Pipewright's
      - template "script": its image "alpine:3" is none of Pipewright's
  help: Say where other containers may run: --executor host takes their commands as programs of this machine, --executor container takes docker or podman.

1 error. Why: pipewright explain cannot-run-here
`);
    expect(existsSync(join(folder, ".pipewright", "runs"))).toBe(false);
  });

  it("one that is none of the three is told", async () => {
    const { code, stderr } = await pipewright(["run", "foreign.yaml", "--executor", "docker"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('--executor wants one of process, host, container, got "docker"');
  });
});

const sandbox = await findSandbox();
const missing = sandbox.works ? undefined : sandbox.why;
if (missing !== undefined && process.env.CI) it("bubblewrap works", () => expect.fail(missing));

describe.skipIf(missing !== undefined)(`--executor host ${missing ?? ""}`, () => {
  it("runs commands as processes of this machine; volumes of claims are folders of the run", { timeout: 120_000 }, async () => {
    write("host.yaml", foreign.replaceAll("IMAGE", "alpine:3"));
    expectForeignRun(await run("host.yaml", ["--executor", "host"]));
  });

  it("goes on with the same executor", { timeout: 120_000 }, async () => {
    const slow = `    - name: main
      steps: [[{name: first, template: say}], [{name: second, template: wait}]]
    - name: say
      container: {image: a, command: [/bin/echo, said]}
    - name: wait
      container: {image: a, command: [/bin/sh, -c], args: ["echo waits; sleep 4"]}
`;
    write("slow.yaml", workflow("slow", slow));
    const stopped = await pipewright(["run", "slow.yaml", "--executor", "host"], {
      cwd: folder,
      onStdout: (text, kill) => {
        if (text.includes("waits")) kill("SIGINT");
      },
    });
    expect(stopped.code).toBe(130);
    const again = await pipewright(["run", "--resume", "last"], { cwd: folder });
    expect(again.stderr).toBe("");
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain("said");
  });

  it("lets no more run at once than the machine has memory for", { timeout: 120_000 }, async () => {
    const three = `    - name: main
      dag: {tasks: [{name: a, template: big}, {name: b, template: big}, {name: c, template: big}]}
    - name: big
      container: {image: a, command: [/bin/sleep, "0.3"], resources: {requests: {memory: 900Ti}}}
`;
    write("memory.yaml", workflow("memory", three));
    const { code, events } = await run("memory.yaml", ["--executor", "host", "--parallel", "8"]);
    expect(code).toBe(0);
    const pods = events.filter((event) => event.type === "node-started" && event.nodeType === "Pod") as readonly NodeStarted[];
    const spans = pods
      .map(({ displayName, time }) => [time, finished(events, displayName)!.time] as const)
      .toSorted(([one], [other]) => one - other);
    expect(spans).toHaveLength(3);
    for (const [index, [begin]] of spans.entries()) expect(begin).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0);
  });

  it("refuses volumes that only a cluster has, all at once", async () => {
    const volumes = "volumes: [{name: a, hostPath: {path: /etc}}, {name: b, nfs: {server: x, path: /}}]";
    const templates = ["a", "b"].map(
      (name) => `    - name: ${name}
      container: {image: a, command: [ls], volumeMounts: [{name: ${name}, mountPath: /x}]}
`,
    );
    const main = "    - name: main\n      steps: [[{name: a, template: a}, {name: b, template: b}]]\n";
    write("volumes.yaml", workflow("volumes", main + templates.join(""), volumes));
    const { code, stderr } = await pipewright(["run", "volumes.yaml", "--executor", "host"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('template "a": its volume "a" is of the kind hostPath, which only a cluster has');
    expect(stderr).toContain('template "b": its volume "b" is of the kind nfs, which only a cluster has');
  });
});

const podman = podmanWithBusybox();
if (podman.missing !== undefined && process.env.CI) it("podman works", () => expect.fail(podman.missing));

describe.skipIf(podman.missing !== undefined)(`--executor container ${podman.missing ?? ""}`, () => {
  afterAll(() => (podman.missing === undefined ? podman.remove() : undefined));

  it("runs images as they are, in docker or podman", { timeout: 180_000 }, async () => {
    if (podman.missing !== undefined) return;
    const { program } = podman.engine;
    const programs = mkdtempSync(join(folder, "bin-"));
    writeFileSync(join(programs, "docker"), "#!/bin/sh\nexit 1\n", { mode: 0o755 }); // whether this machine has one does not matter
    const path = process.env["PATH"] ?? "";
    writeFileSync(join(programs, "podman"), `#!/bin/sh\nPATH="${path}" exec "${program}" "$@"\n`, { mode: 0o755 });
    const config = join(dirname(program), "containers.conf");
    writeFileSync(config, readFileSync(config, "utf8").replace("[containers]\n", '[containers]\nnetns = "none"\n'));
    write("container.yaml", foreign.replaceAll("IMAGE", "localhost/busybox:test"));
    expectForeignRun(await run("container.yaml", ["--executor", "container"], { PATH: `${programs}:${path}` }));
  });
});
