import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findSandbox } from "../../../runner/pods/host/sandbox.ts";
import { busyboxFolder } from "../../pods/helpers/busybox.ts";
import { sideBySide } from "./as-recorded.ts";
import { elsewhere } from "./elsewhere.ts";
import { type Played, playCase } from "./play-case.ts";
import { caseNames, type Recorded, type RecordedCase, readCase } from "./recorded-case.ts";

/** So many cases run at once: most of them sleep, or wait for a disk. */
const atOnce = 12;

/** Not where cases look: some list what is in /tmp. */
const busybox = busyboxFolder("/var/tmp");
afterAll(() => {
  if (busybox !== undefined) rmSync(dirname(busybox), { recursive: true, force: true });
});
const sandbox = await findSandbox();
/** Why no case can run here; undefined when they can. */
export const missing = busybox === undefined ? "busybox is not installed" : sandbox.works ? undefined : sandbox.why;

/** Runs the cases of a folder of test/recorded, each with its pods as processes of this machine. */
export function recordedSuite(folder: string): void {
  const names = caseNames(folder);
  if (missing !== undefined && process.env["CI"] !== undefined)
    it("bubblewrap and busybox are there", () => expect.fail(missing));

  describe.skipIf(missing !== undefined)(`what a cluster did, this runner does (${folder}) ${missing ?? ""}`, () => {
    const { played, end } = playing(names, (name) => withAction(readCase(folder, name)));
    it.each(names)("%s", { timeout: 240_000 }, async (name) => {
      try {
        const otherwise = elsewhere[name];
        if (otherwise === undefined) {
          const ours = await played(name);
          for (const [workflow, recorded] of Object.entries(readCase(folder, name).records)) judge(recorded, ours.get(workflow));
        } else if (otherwise.ends === "refused") {
          await expect(played(name)).rejects.toThrow("can't run on this machine");
        } else {
          const ends = [...(await played(name)).values()].map((one) => "state" in one && one.state.ended?.phase);
          expect(new Set(ends)).toEqual(new Set([otherwise.ends]));
        }
      } finally {
        end(name);
      }
    });
  });
}

/** Whether a run of ours did what a cluster did. */
export function judge(recorded: Recorded, ours: Played | undefined): void {
  if (ours === undefined) expect.fail("it was not run");
  if ("refusal" in ours) {
    // its words are compared in test/validate
    expect(ours.refusal.by).toBe(recorded.refusedBy ?? "controller");
    return;
  }
  expect(recorded.refusedBy).toBeUndefined();
  const { state } = ours;
  if (recorded.stuck === true) {
    expect(state.ended?.phase).toMatch(/^(Failed|Error)$/);
    expect(state.ended?.message).not.toBe("");
    return;
  }
  const { recorded: wanted, ours: found } = sideBySide(recorded, state);
  expect(found).toEqual(wanted);
}

/** A case with what else is done to it here. */
function withAction(read: RecordedCase): RecordedCase {
  const { action } = elsewhere[read.name] ?? {};
  return action === undefined ? read : { ...read, actions: [...read.actions, action] };
}

/** Runs cases ahead of the tests that look at them. */
export function playing(names: readonly string[], caseOf: (name: string) => RecordedCase) {
  const running = new Map<string, { readonly at: string; readonly ended: Promise<ReadonlyMap<string, Played>> }>();
  const begin = (name: string): void => {
    if (running.has(name)) return;
    const at = mkdtempSync(join(tmpdir(), "pipewright-recorded-"));
    const ended = playCase(caseOf(name), at, busybox ?? "");
    ended.catch(() => undefined); // the test says it
    running.set(name, { at, ended });
  };
  return {
    played: (name: string) => {
      const from = names.indexOf(name);
      for (const next of names.slice(from, from + atOnce)) begin(next);
      return running.get(name)!.ended;
    },
    end: (name: string) => {
      const at = running.get(name)?.at;
      if (at !== undefined) rmSync(at, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
