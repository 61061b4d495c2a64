import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { containerPods } from "../../runner/pods/container/container-pods.ts";
import { handedOver, playground, podOf } from "./helpers/play-pods.ts";
import { podmanWithBusybox } from "./helpers/podman.ts";

const podman = podmanWithBusybox();

if (podman.missing !== undefined && process.env.CI) it("podman works", () => expect.fail(podman.missing));

describe.skipIf(podman.missing !== undefined)(`pods as containers ${podman.missing ?? ""}`, () => {
  const ground = () => playground();
  const runner = (at = ground()) => ({
    at,
    pods: containerPods({ ...at.options, network: "none", ...(podman.missing === undefined && { engine: podman.engine }) }),
  });
  const image = "localhost/busybox:test";
  afterAll(() => (podman.missing === undefined ? podman.remove() : undefined));

  it("hand artifacts and parameters on, with the image's own root and a script", async () => {
    const { at, pods } = runner();
    const make: Template = {
      name: "make",
      script: {
        image,
        command: ["sh"],
        source: "mkdir /tmp/d; echo one > /tmp/d/1; ln -s 1 /tmp/d/l; echo $0 > /tmp/p; echo said",
      },
      outputs: { parameters: [{ name: "p", valueFrom: { path: "/tmp/p" } }], artifacts: [{ name: "d", path: "/tmp/d" }] },
    };
    const made = await pods.run(podOf(make, at));
    expect(made).toMatchObject({
      phase: "Succeeded",
      message: "",
      outputs: { parameters: { p: "/argo/staging/script" }, result: "said", exitCode: "0" },
    });
    const use: Template = {
      name: "use",
      inputs: { artifacts: [{ ...handedOver(made, "d"), path: "/in/dir" }] },
      container: { image, command: ["sh", "-c", "ls /; cat /in/dir/l"] },
    };
    const used = await pods.run(podOf(use, at));
    expect(used.outputs.result).toMatch(/^argo|bin\n/);
    expect(used.outputs.result).toMatch(/\none$/);
    expect(used.outputs.result).not.toContain("\nusr\nwork"); // nothing of this machine
  });

  it.each<[string, Template["container"], string, string]>([
    ["that fail", { image, command: ["sh", "-c", "exit 3"] }, "main: Error (exit code 3)", "3"],
    [
      "whose program is not there",
      { image, command: ["no-such-program"] },
      'main: Error (exit code 64): failed to find name in PATH: exec: "no-such-program": executable file not found in $PATH',
      "64",
    ],
    [
      "that leave last words",
      { image, command: ["sh", "-c", "printf why > /dev/termination-log; exit 1"] },
      "main: Error (exit code 1): why",
      "1",
    ],
  ])("%s end in Argo's words", async (_, container, message, exitCode) => {
    const { at, pods } = runner();
    expect(await pods.run(podOf({ container: container! }, at))).toMatchObject({
      phase: "Failed",
      message,
      outputs: { exitCode },
    });
  });

  it("have the user and the read-only root of the manifest, and write to their volumes", async () => {
    const { at, pods } = runner();
    const template: Template = {
      volumes: [{ name: "w", emptyDir: {} }],
      container: {
        image,
        command: ["sh", "-c", "id -u; touch /x || echo read-only; echo 1 > /w/o"],
        volumeMounts: [{ name: "w", mountPath: "/w" }],
        securityContext: { runAsUser: 65532, readOnlyRootFilesystem: true },
        env: [{ name: "A", value: "a\nb" }],
      },
      outputs: { parameters: [{ name: "o", valueFrom: { path: "/w/o" } }] },
    };
    const outcome = await pods.run(podOf(template, at));
    expect(outcome).toMatchObject({ phase: "Succeeded", outputs: { result: "65532\nread-only", parameters: { o: "1" } } });
  });

  it("without their image fail at once, where a cluster would wait", async () => {
    const { at, pods } = runner();
    const container = { image: "registry.invalid/none:1", command: ["true"], imagePullPolicy: "Never" };
    expect(await pods.run(podOf({ container }, at))).toMatchObject({
      phase: "Error",
      message: expect.stringMatching(/^ErrImagePull: .*none:1/),
    });
  });

  it("end when they are told to", async () => {
    const { at, pods } = runner();
    const stop = new AbortController();
    const pod = podOf({ container: { image, command: ["sleep", "60"] } }, at, { stop: stop.signal });
    const events = { ...pod.events, onStart: () => setTimeout(() => stop.abort({ message: "timeout", graceSeconds: 1 }), 500) };
    expect(await pods.run({ ...pod, events })).toMatchObject({ phase: "Failed", message: "timeout" });
    expect(readFileSync(`${pod.folder}/log`, "utf8")).toBe("");
  });
});

it("without an engine the refusal says what was tried", async () => {
  const at = playground();
  const pods = containerPods({ ...at.options, engine: { why: "no container engine answers here (docker: is not installed)" } });
  expect(await pods.refusal({ container: { image: "a", command: ["b"] } })).toEqual({
    why: "no container engine answers here (docker: is not installed)",
    isOurs: false,
  });
});
