import { describe, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";

const newArgo = "test/cli/pipelines/new-argo.ts";
const merging = "test/cli/pipelines/merging.ts";

describe.concurrent("a manifest for an older Argo", () => {
  it("is refused when it needs a field of a newer one, at the author's step", async () => {
    const { code, stdout, stderr } = await pipewright(["compile", newArgo, "--stdout", "--target", "argo-4.0"]);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: `warning target-needs-patch  ${newArgo}:8:16
  Pipeline "new-argo" needs Argo 4.0.7 or newer: it reads outputs of steps that may not run.

    7 |
    8 | export default pipeline({ name: "new-argo" }, () => {
      |                ^
    9 |   const { ok } = look();

  help: Look at the version of the cluster's controller, and update it when it is older.

error target-lacks-field  ${newArgo}:10:36
  Task "train": argo-4.0 has no "pendingTimeout"; it came with Argo 4.1.

     9 |   const { ok } = look();
    10 |   const { score } = when(ok, () => train().with({ pendingTimeout: minutes(10) })).otherwise(() => train());
       |                                    ^
    11 |   tell({ score });

  help: Leave it out: a deadline of the whole pipeline counts the time that pods wait as well.

1 error and 1 warning. Why: pipewright explain target-lacks-field
`,
    });
  });

  it("is made with a warning when its meaning depends on a patch", async () => {
    const { code, stdout, stderr } = await pipewright(["compile", merging, "--stdout", "--target", "argo-3.7"]);
    expect({ code, made: stdout.includes("kind: WorkflowTemplate") }).toEqual({ code: 0, made: true });
    expect(stderr).toContain(`warning target-needs-patch  ${merging}:8:16
  Pipeline "merging" needs Argo 3.7.16 or newer: it reads outputs of steps that may not run.
`);
  });

  it("is the same as for the newest when nothing new is in it", async () => {
    const [older, newest] = await Promise.all([
      pipewright(["compile", merging, "--stdout", "--target", "argo-4.0"]),
      pipewright(["compile", merging, "--stdout"]),
    ]);
    expect(older.stdout).toBe(newest.stdout);
    expect(newest.stderr).not.toContain("target");
  });
});

describe.concurrent("check", () => {
  it("says what the target lacks too", async () => {
    const { code, stderr } = await pipewright(["check", newArgo, "--target", "argo-3.7"]);
    expect(code).toBe(1);
    expect(stderr).toContain("error target-lacks-field");
  });

  it("says nothing of it without --target", async () => {
    const { code, stderr } = await pipewright(["check", newArgo]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

it.concurrent("a target that there is not is wrong usage", async () => {
  const { code, stderr } = await pipewright(["compile", merging, "--target", "argo-4.2"]);
  expect(code).toBe(2);
  expect(stderr).toContain('--target wants one of argo-4.1, argo-4.0, argo-3.7, got "argo-4.2". Did you mean "argo-4.1"?');
});
