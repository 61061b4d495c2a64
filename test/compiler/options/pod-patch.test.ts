import { describe, expect, it } from "vitest";
import { lowerPodPatch, mergePatches } from "../../../compiler/3-lower/options/pod-patch.ts";

describe("two patches in one", () => {
  it("merge records key by key", () => {
    expect(mergePatches({ securityContext: { fsGroup: 1, runAsUser: 2 } }, { securityContext: { runAsUser: 3 } })).toEqual({
      securityContext: { fsGroup: 1, runAsUser: 3 },
    });
  });

  it("merge containers, variables and mounts by what they are called, and add what is new", () => {
    const first = { containers: [{ name: "wait", securityContext: { privileged: false }, env: [{ name: "A", value: "1" }] }] };
    const second = {
      containers: [
        { name: "main", stdin: true },
        {
          name: "wait",
          env: [
            { name: "A", value: "2" },
            { name: "B", value: "3" },
          ],
        },
      ],
    };
    expect(mergePatches(first, second)).toEqual({
      containers: [
        {
          name: "wait",
          securityContext: { privileged: false },
          env: [
            { name: "A", value: "2" },
            { name: "B", value: "3" },
          ],
        },
        { name: "main", stdin: true },
      ],
    });
  });

  it("replace lists that have no names, and keep what says that a field goes", () => {
    expect(
      mergePatches({ tolerations: [{ key: "a" }], dnsPolicy: "None" }, { tolerations: [{ key: "b" }], dnsPolicy: null }),
    ).toEqual({
      tolerations: [{ key: "b" }],
      dnsPolicy: null,
    });
  });

  it("leave both as they were", () => {
    const first = Object.freeze({ containers: Object.freeze([Object.freeze({ name: "wait" })]) });
    mergePatches(first, { containers: [{ name: "wait", stdin: true }] });
    expect(first).toEqual({ containers: [{ name: "wait" }] });
  });
});

it("text of the author's in a patch arrives as it is, and is no template on the way", () => {
  const patch = { hostname: "{{workflow.name}} $(HOME)", nodeSelector: { "a{{b}}": "}}" } };
  const { podSpecPatch } = lowerPodPatch({ podSpecPatch: patch, runtimeClass: "gvisor" });
  expect(podSpecPatch).not.toMatch(/\{\{|\$\(/);
  expect(JSON.parse(podSpecPatch!)).toEqual({ runtimeClassName: "gvisor", ...patch });
});
