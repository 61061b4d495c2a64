import { describe, expect, it } from "vitest";
import { Locks } from "../../../runner/controller/locks.ts";
import type { Submission } from "../../../runner/controller/submission.ts";

const submission = { namespace: "argo" } as Submission;
const limits = (name: string, key: string) => (name === "limits" && key === "gpu" ? "2" : undefined);
const mutexes = (...names: readonly string[]) => ({ mutexes: names.map((name) => ({ name })) });
const gpu = { semaphores: [{ configMapKeyRef: { name: "limits", key: "gpu" } }] };

describe("locks", () => {
  const asking = () => {
    const locks = new Locks();
    const ask = (who: string, wanted: Parameters<Locks["acquire"]>[0]) => locks.acquire(wanted, who, submission, limits);
    return { locks, ask };
  };

  it("say whom they keep waiting as the controller was recorded to", () => {
    const { ask } = asking();
    expect(ask("holder", mutexes("cf-mutex-w"))).toBeUndefined();
    expect(ask("waiting", mutexes("cf-mutex-w"))).toBe("Waiting for argo/Mutex/cf-mutex-w lock. Lock status: 0/1");
  });

  it("are given to so many at once as their limit says, in the order of asking", () => {
    const { locks, ask } = asking();
    expect(["a", "b", "c", "d"].map((who) => ask(who, gpu) === undefined)).toEqual([true, true, false, false]);
    locks.release("a");
    expect(["d", "c"].map((who) => ask(who, gpu) === undefined)).toEqual([false, true]);
  });

  it("are all taken or none, and who gives up waits for none of them", () => {
    const { locks, ask } = asking();
    ask("holder", mutexes("two"));
    expect(ask("both", mutexes("one", "two"))).toContain("argo/Mutex/two");
    expect(locks.release("both")).toBe(true);
    expect(ask("later", mutexes("one"))).toBeUndefined();
    locks.release("holder");
    expect(ask("last", mutexes("two"))).toBeUndefined();
  });
});
