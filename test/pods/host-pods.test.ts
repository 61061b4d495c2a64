import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Template, Volume } from "../../compiler/argo/model.generated.ts";
import { hostPods } from "../../runner/pods/host/host-pods.ts";
import { findSandbox } from "../../runner/pods/host/sandbox.ts";
import type { Pod } from "../../runner/pods/pod.ts";
import type { PodObjects } from "../../runner/pods/pod-options.ts";
import { busyboxFolder } from "./helpers/busybox.ts";
import { handedOver, playground, podOf } from "./helpers/play-pods.ts";
import { freePort } from "./helpers/s3-server.ts";

const busybox = busyboxFolder();
const sandbox = await findSandbox();
const missing = busybox === undefined ? "busybox is not installed" : sandbox.works ? undefined : sandbox.why;

const objects: PodObjects = {
  configMap: (name) => (name === "colors" ? { sky: "blue", "grass.txt": "green\n" } : undefined),
  secret: (name) => (name === "keys" ? { token: "s3cr3t$(A)" } : undefined),
};

function setUp(own: Parameters<typeof playground>[0] = {}) {
  const at = playground({ objects, ...own });
  const pods = hostPods({ ...at.options, path: [busybox!] });
  const run = (template: Template, pod: Partial<Pod> = {}) => pods.run(podOf(template, at, pod));
  return { at, pods, run };
}

const shell = (script: string, more: Partial<NonNullable<Template["container"]>> = {}): Template => ({
  container: { image: "busybox", command: ["sh", "-c", script], ...more },
});

describe.skipIf(missing !== undefined)(`pods as processes of this machine ${missing ?? ""}`, () => {
  it("have the environment that Kubernetes would make", async () => {
    const { run } = setUp({ env: { FROM_AUTHOR: "mine" }, namespace: "ml" });
    const env = [
      { name: "A", value: "1" },
      { name: "B", value: "$(A)$(sky)$$(A)$(LATER)" },
      { name: "TOKEN", valueFrom: { secretKeyRef: { name: "keys", key: "token" } } },
      { name: "GRASS", valueFrom: { configMapKeyRef: { name: "colors", key: "grass.txt" } } },
      { name: "FROM_AUTHOR", valueFrom: { secretKeyRef: { name: "of-the-cluster", key: "k" } } },
      { name: "NONE", valueFrom: { secretKeyRef: { name: "of-the-cluster", key: "k", optional: true } } },
      { name: "NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
      { name: "LABEL", valueFrom: { fieldRef: { fieldPath: "metadata.labels['team']" } } },
      { name: "MIB", valueFrom: { resourceFieldRef: { resource: "limits.memory", divisor: "1Mi" } } },
    ];
    const container = shell("env | sort | grep -v ^PWD; echo $HOME", {
      env,
      envFrom: [
        { configMapRef: { name: "colors" } },
        { prefix: "P_", configMapRef: { name: "colors" } },
        { secretRef: { name: "x", optional: true } },
      ],
      resources: { limits: { memory: "512Mi" } },
    });
    const { outputs, message } = await run({ ...container, metadata: { labels: { team: "a" } } });
    expect(message).toBe("");
    const lines = outputs.result?.split("\n") ?? [];
    expect(lines).toEqual(
      expect.arrayContaining([
        "A=1",
        "B=1blue$(A)$(LATER)",
        "TOKEN=s3cr3t$(A)",
        "GRASS=green",
        "FROM_AUTHOR=mine",
        "NAMESPACE=ml",
        "LABEL=a",
        "MIB=512",
        "P_sky=blue",
        "sky=blue",
      ]),
    );
    expect(
      lines.filter((line) => /^(NONE|USER|LOGNAME|npm_|NODE)/.test(line)),
      "of this machine",
    ).toEqual([]);
  });

  it.each<[Template, string]>([
    [
      shell("true", { env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "none", key: "k" } } }] }),
      'configmap "none" not found',
    ],
    [
      shell("true", { env: [{ name: "A", valueFrom: { secretKeyRef: { name: "keys", key: "k" } } }] }),
      "couldn't find key k in Secret keys",
    ],
    [shell("true", { envFrom: [{ secretRef: { name: "none" } }] }), 'secret "none" not found'],
    [
      {
        ...shell("true", { volumeMounts: [{ name: "s", mountPath: "/s" }] }),
        volumes: [{ name: "s", secret: { secretName: "none" } }],
      },
      'secret "none" not found',
    ],
  ])("fail at once where a cluster would wait for what is not there: %#", async (template, words) => {
    expect(await setUp().run(template)).toEqual({ phase: "Error", message: `CreateContainerConfigError: ${words}`, outputs: {} });
  });

  it("have volumes: their own, those of objects, claims that outlive them, parts of them", async () => {
    const { run } = setUp();
    const volumes: readonly Volume[] = [
      { name: "own", emptyDir: {} },
      { name: "config", configMap: { name: "colors", items: [{ key: "sky", path: "deep/sky" }], defaultMode: 0o400 } },
      {
        name: "all",
        projected: {
          sources: [
            { secret: { name: "keys" } },
            { downwardAPI: { items: [{ path: "name", fieldRef: { fieldPath: "metadata.name" } }] } },
          ],
        },
      },
      { name: "claim", persistentVolumeClaim: { claimName: "data" } },
    ];
    const volumeMounts = [
      { name: "own", mountPath: "/mnt/own" },
      { name: "config", mountPath: "/etc/config" },
      { name: "all", mountPath: "/usr/share/all", readOnly: true },
      { name: "claim", mountPath: "/data/", subPathExpr: "$(WHERE)" },
    ];
    const look =
      "cat /etc/config/deep/sky; ls /usr/share/all; touch /usr/share/all/x 2>&1 | grep -c Read-only; cat /data/n 2>/dev/null; echo 1 >> /data/n; ls /etc/passwd";
    const template = shell(look, { volumeMounts, env: [{ name: "WHERE", value: "a/b" }] });
    expect((await run(template, { volumes })).outputs.result).toBe("bluename\ntoken\n1\n/etc/passwd");
    expect((await run(template, { volumes })).outputs.result).toBe("bluename\ntoken\n1\n1\n/etc/passwd");
  });

  it("see nothing of this machine's people, of other pods and of other processes", async () => {
    const { run, at } = setUp();
    const { outputs } = await run(shell(`ls /home /root ${at.folder} 2>/dev/null; ls -a /tmp; ps | wc -l`));
    expect(outputs.result?.replace(/\s+/g, " ")).toMatch(/^\/root: \. \.\. pipewright-busybox-\w+ [3-6]$/);
  });

  it("write their outputs with the permissions that they ask for, and leave no process behind", async () => {
    const { run, at } = setUp();
    const marker = `sleep 4${process.pid}`;
    const made = await run({
      ...shell(`${marker} & echo x > /tmp/f; echo $!`),
      outputs: { artifacts: [{ name: "f", path: "/tmp/f" }] },
    });
    expect(made.phase).toBe("Succeeded");
    const running = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(marker));
    expect(running).toEqual([]);
    const used = await run({
      ...shell("stat -c %a /in/f"),
      inputs: { artifacts: [{ ...handedOver(made, "f"), path: "/in/f" }] },
    });
    expect(used.outputs.result).toBe("666");
    expect(existsSync(join(at.folder, "artifacts", handedOver(made, "f").s3?.key ?? ""))).toBe(true);
  });

  it("can't hand over what they can't see, by whatever link", async () => {
    const { run } = setUp();
    const script = `mkdir /tmp/d; ln -s ${import.meta.filename} /tmp/p; ln -s /etc/passwd /tmp/q; ln -s ../../../../../..${import.meta.filename} /tmp/r`;
    const parameters = ["p", "q", "r"].map((name) => ({ name, valueFrom: { path: `/tmp/${name}`, default: "nothing" } }));
    const { outputs } = await run({ ...shell(script), outputs: { parameters } });
    expect(outputs.parameters).toMatchObject({ p: "nothing", r: "nothing" });
    expect(outputs.parameters?.q, "its own image's file, as on a cluster").toContain("root:");
  });

  it("leave outputs and errors of volumes in Argo's other words", async () => {
    const { run } = setUp();
    const mounted = shell("mkdir /w/d; echo 1 > /w/o", { volumeMounts: [{ name: "w", mountPath: "/w" }] });
    const volumes: readonly Volume[] = [{ name: "w", emptyDir: {} }];
    const outputOf = (path: string) =>
      run({ ...mounted, outputs: { parameters: [{ name: "o", valueFrom: { path } }] } }, { volumes });
    expect((await outputOf("/w/o")).outputs.parameters).toEqual({ o: "1" });
    expect((await outputOf("/w/none")).message).toBe(
      "wait: Error (exit code 64): open /mainctrfs/w/none: no such file or directory",
    );
    expect((await outputOf("/w/d")).message).toBe("wait: Error (exit code 64): read /mainctrfs/w/d: is a directory");
    const artifact = await run({ ...mounted, outputs: { artifacts: [{ name: "o", path: "/w/none" }] } }, { volumes });
    expect(artifact.message).toBe("wait: Error (exit code 64): stat /mainctrfs/w/none: no such file or directory; ");
  });

  it("tell their progress, their lines and their last words", async () => {
    const { run } = setUp();
    const progress: string[] = [];
    const lines: string[] = [];
    const events: Pod["events"] = {
      onStart: () => undefined,
      onReady: () => undefined,
      onLine: (stream, line) => lines.push(`${stream} ${line}`),
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    };
    const script =
      "echo 3/7 > $ARGO_PROGRESS_FILE; echo out; echo err >&2; sleep 0.5; printf words > /dev/termination-log; exit 2";
    const outcome = await run(shell(script), { events });
    expect(outcome).toMatchObject({ phase: "Failed", message: "main: Error (exit code 2): words" });
    expect({ progress, lines: lines.sort() }).toEqual({ progress: ["3/7"], lines: ["stderr err", "stdout out"] });
  });

  it("end when they are told to: SIGTERM first, and SIGKILL after the grace period", async () => {
    const stopped = async (script: string, graceSeconds: number) => {
      const { run } = setUp();
      const stop = new AbortController();
      const started = performance.now();
      const folder: string[] = [];
      const onLine = (_: string, line: string) => {
        folder.push(line);
        if (line === "ready") stop.abort({ message: "Step exceeded its deadline", graceSeconds });
      };
      const events = { onStart: () => undefined, onReady: () => undefined, onProgress: () => undefined, onLine };
      return {
        outcome: await run(shell(script), { stop: stop.signal, events }),
        lines: folder,
        took: performance.now() - started,
      };
    };
    const polite = await stopped("trap 'echo bye; exit 9' TERM; echo ready; sleep 60 & wait", 30);
    expect(polite).toMatchObject({
      outcome: { phase: "Failed", message: "Step exceeded its deadline", outputs: {} },
      lines: ["ready", "bye"],
    });
    const deaf = await stopped("trap '' TERM; echo ready; while true; do sleep 60; done", 1);
    expect(deaf.outcome.message).toBe("Step exceeded its deadline");
    expect(deaf.took).toBeGreaterThan(1000);
  });

  it("of a set are tried as often as its retries say, the first time counted", async () => {
    const { run } = setUp();
    const tried = async (retries: string) => {
      const main = { name: "main", image: "busybox", command: ["sh", "-c", "echo tried; false"] };
      const { phase, outputs } = await run({ containerSet: { retryStrategy: { retries, duration: "1ms" }, containers: [main] } });
      return [phase, outputs.result];
    };
    expect(await tried("3")).toEqual(["Failed", "tried\ntried\ntried"]);
    expect(await tried("1")).toEqual(["Failed", "tried"]);
    // What no process begins has not failed either.
    expect(await tried("0")).toEqual(["Succeeded", ""]);
  });

  it("do not wait for a sidecar that was only starting when all was done", async () => {
    const { run } = setUp();
    const template: Template = { ...shell("true"), sidecars: [{ name: "s", image: "busybox", command: ["sleep", "600"] }] };
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => run(template)));
    expect(outcomes.map(({ phase }) => phase)).toEqual(Array(8).fill("Succeeded"));
  });

  it("end at their deadline in kubelet's words", async () => {
    const outcome = await setUp().run({ ...shell("sleep 60"), activeDeadlineSeconds: 1 });
    expect(outcome).toMatchObject({ phase: "Failed", message: "Pod was active on the node longer than the specified deadline" });
  });

  it.each(["exec", "tcp", "http"])("are ready as daemons when their %s probe says so", async (kind) => {
    const { run } = setUp();
    const port = await freePort();
    const probes = {
      exec: { exec: { command: ["test", "-e", "/tmp/up"] } },
      tcp: { tcpSocket: { port } },
      http: { httpGet: { port, path: "/index.html" } },
    } as const;
    const script = `cd /tmp; sleep 1; echo hi > index.html; touch up; httpd -f -p 127.0.0.1:${port}`;
    const readinessProbe = { ...probes[kind as keyof typeof probes], periodSeconds: 1 };
    const stop = new AbortController();
    const begun = performance.now();
    let ready: { ip: string; after: number } | undefined;
    const onReady = (ip: string) => {
      ready = { ip, after: performance.now() - begun };
      stop.abort({ message: "" });
    };
    const events = { onStart: () => undefined, onReady, onProgress: () => undefined, onLine: () => undefined };
    const outcome = await run({ ...shell(script, { readinessProbe }), daemon: true }, { stop: stop.signal, events });
    expect(outcome.phase).toBe("Failed");
    expect(ready?.ip).toBe("127.0.0.1");
    expect(ready?.after).toBeGreaterThan(900);
  });

  it("have a whole argument that is too long for the system as a file", async () => {
    const container = {
      image: "busybox",
      command: ["sh", "-c", 'echo "$1" | cut -c1-30; wc -c < "${1#@}"', "sh"],
      args: ["x".repeat(200_000)],
    };
    expect((await setUp().run({ container })).outputs.result).toBe("@/tmp/argo_arg_3.txt\n200000");
  });

  it("refuse before the start what can't be had here, and say what would help", async () => {
    const { pods } = setUp();
    expect((await pods.refusal({ container: { image: "server" } }))?.why).toMatch(
      /names no command, and only its image knows one/,
    );
    const nfs: readonly Volume[] = [{ name: "n", nfs: { path: "/", server: "s" } }];
    expect((await pods.refusal(shell("true", { volumeMounts: [{ name: "n", mountPath: "/n" }] }), nfs))?.why).toMatch(
      /"n" is of the kind nfs/,
    );
    expect(await pods.refusal(shell("true"), nfs)).toBeUndefined();
  });
});

describe("without bubblewrap", () => {
  const at = () => playground();
  const pods = (ground: ReturnType<typeof playground>) =>
    hostPods({ ...ground.options, sandbox: { works: false, why: "bubblewrap is not installed" } });

  it("what only computes and prints runs, in a folder of its own", async () => {
    const ground = at();
    const template: Template = { script: { image: "any", command: ["sh"], source: "echo 42; echo x > file; pwd; exit 3" } };
    expect(await pods(ground).refusal(template)).toBeUndefined();
    const pod = podOf(template, ground);
    const outcome = await pods(ground).run(pod);
    expect(outcome).toMatchObject({ phase: "Failed", message: "main: Error (exit code 3)" });
    expect(outcome.outputs.result).toBe(`42\n${join(pod.folder, "tmp")}`);
    const unknown = await pods(ground).run(podOf({ container: { image: "any", command: ["no-such-program"] } }, ground));
    expect(unknown.message).toBe(
      'main: Error (exit code 64): failed to find name in PATH: exec: "no-such-program": executable file not found in $PATH',
    );
  });

  it.each<[Template, RegExp]>([
    [
      { ...shell("true"), inputs: { artifacts: [{ name: "a", path: "/tmp/a" }] } },
      /reads the artifact "a" at \/tmp\/a, and its paths can't be kept apart/,
    ],
    [
      { ...shell("true"), outputs: { parameters: [{ name: "o", valueFrom: { path: "/tmp/o" } }] } },
      /leaves the parameter "o" at \/tmp\/o/,
    ],
    [
      shell("true", { volumeMounts: [{ name: "w", mountPath: "/w" }] }),
      /mounts the volume "w" at \/w.*bubblewrap is not installed/,
    ],
    [{ ...shell("true"), sidecars: [{ name: "s", image: "x", command: ["true"] }] }, /several containers/],
  ])("what needs paths of its own is refused: %#", async (template, words) => {
    expect((await pods(at()).refusal(template))?.why).toMatch(words);
  });
});

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
