import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { hostPods } from "../../runner/pods/host/host-pods.ts";
import { findSandbox } from "../../runner/pods/host/sandbox.ts";
import type { PodOutcome } from "../../runner/pods/pod.ts";
import { busyboxFolder } from "./helpers/busybox.ts";
import { playground, playWorkflow } from "./helpers/play-pods.ts";

/** What a real Argo 4.1.2 did with pods: each of these is played on this machine, and has to give the same. */
const cases = {
  "data-flow": [
    "artifact-directory-without-archive",
    "artifact-fan-in-by-key-prefix",
    "artifact-file-and-directory-with-default-archive",
    "artifact-input-read-back-as-output-parameter",
    "artifact-key-that-does-not-exist",
    "artifact-mode-and-recurse-mode",
    "artifact-of-failed-step-read-by-next-step",
    "artifact-paths-as-variables",
    "artifact-plain-file-read-by-its-key",
    "artifact-raw-input",
    "artifact-required-output-is-missing",
    "artifact-subpath-of-a-directory",
    "artifact-tar-without-compression",
    "artifact-tarball-read-by-its-key",
    "artifact-tarball-written-by-the-container",
    "dollar-paren-in-args",
    "dollar-paren-in-env",
    "output-file-binary-bytes",
    "output-file-empty-with-default",
    "output-file-missing-without-default",
    "output-file-trailing-newlines",
    "output-of-failed-step-is-kept",
    "output-path-is-a-directory",
    "result-leaves-out-stderr",
    "result-of-silent-step",
    "result-strips-one-newline-only",
    "script-args-come-before-the-source-file",
    "script-sees-its-own-path",
    "script-without-command",
    "value-with-quotes-backslashes-tabs-newlines",
  ],
  failures: [
    "command-is-a-directory",
    "command-not-found",
    "container-set-failing-container",
    "container-set-main-result",
    "container-set-retry-strategy",
    "double-dollar-in-args-becomes-one",
    "double-dollar-in-script-source-becomes-one-too",
    "exit-code-7-gives-error-exit-code-message",
    "failed-result-is-kept",
    "init-container-failing",
    "input-artifact-key-missing",
    "input-artifact-key-missing-optional",
    "out-of-memory",
    "output-artifact-file-missing",
    "output-artifact-file-missing-optional",
    "output-artifact-of-failed-container-passed-on",
    "output-parameter-default-of-failed-container",
    "output-parameter-file-missing",
    "output-parameter-file-missing-with-default",
    "output-parameter-missing-of-failed-container",
    "script-killed-by-sigterm",
    "sidecar-failing-fails-the-step",
    "sidecar-still-running-is-killed",
    "steps-in-one-shell-background-process-left",
    "working-dir-missing-is-created",
  ],
} as const;

interface RecordedNode {
  readonly name: string;
  readonly type: string;
  readonly phase: string;
  readonly message?: string;
  readonly outputs?: {
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly artifacts?: readonly string[];
    readonly result?: string;
    readonly exitCode?: string;
  };
}

const busybox = busyboxFolder();
const sandbox = await findSandbox();
const missing = busybox === undefined ? "busybox is not installed" : sandbox.works ? undefined : sandbox.why;

if (missing !== undefined && process.env.CI) {
  it("bubblewrap and busybox are there", () => expect.fail(missing));
}

describe.skipIf(missing !== undefined)(`pods as processes of this machine do what Argo recorded ${missing ?? ""}`, () => {
  describe.each(Object.entries(cases))("%s", (folder, names) => {
    it.for(names)("%s", async (name) => {
      const at = join(import.meta.dirname, "../recorded", folder, name);
      const documents = parseAllDocuments(readFileSync(`${at}.yaml`, "utf8"), { version: "1.1" });
      const workflow = documents
        .map((one) => one.toJS() as { kind: string; spec: Parameters<typeof playWorkflow>[0] })
        .find(({ kind }) => kind === "Workflow")!;
      const recorded = (JSON.parse(readFileSync(`${at}.json`, "utf8")) as { readonly nodes: readonly RecordedNode[] }).nodes;
      const ground = playground();
      const runner = hostPods({ ...ground.options, path: [busybox!] });
      for (const template of workflow.spec.templates as readonly Template[])
        if (template.steps === undefined) expect(await runner.refusal(template, workflow.spec.volumes)).toBeUndefined();
      const played = await playWorkflow(workflow.spec, name, runner, ground);
      await runner.end();
      const pods = recorded.filter(({ type }) => type === "Pod");
      expect(
        Object.fromEntries(
          [...played].map(([node, outcome]) => [
            node,
            shown(
              outcome,
              pods.find((one) => one.name === node),
            ),
          ]),
        ),
      ).toEqual(Object.fromEntries(pods.map((node) => [node.name, expected(node)])));
      for (const node of recorded.filter(({ type }) => type === "Container")) {
        const outcome = [...played.entries()].find(([pod]) => node.name.startsWith(`${pod}.`))![1];
        const container = outcome.containers?.find((one) => node.name.endsWith(`.${one.name}`));
        expect(container).toMatchObject({ phase: node.phase, message: node.message ?? "" });
      }
    });
  });
});

/** The result is there only when somebody reads it, which the player does not look for. */
function shown({ phase, message, outputs }: PodOutcome, recorded: RecordedNode | undefined) {
  return {
    phase,
    message,
    parameters: outputs.parameters ?? {},
    artifacts: (outputs.artifacts ?? []).map((artifact) => artifact.name),
    exitCode: outputs.exitCode,
    ...(recorded?.outputs?.result !== undefined && { result: outputs.result }),
  };
}

function expected({ phase, message = "", outputs = {} }: RecordedNode) {
  const parameters = Object.entries(outputs.parameters ?? {}).filter(([, value]) => typeof value === "string");
  return {
    phase,
    message,
    parameters: Object.fromEntries(parameters),
    artifacts: outputs.artifacts ?? [],
    exitCode: outputs.exitCode,
    ...(outputs.result !== undefined && { result: outputs.result }),
  };
}
