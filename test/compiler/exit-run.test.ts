import { component, forEach, onExit, onFailure, onSuccess, pipeline, repeatUntil, text, when } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compileObjects } from "../helpers/compile-objects.ts";
import { playPipeline } from "../helpers/play-components.ts";

/** Text that a template, a shell, YAML, JSON or Go's quotes would take for their own. */
const hostile = [
  "{{workflow.name}}",
  "{{=1+1}} {{nothere}} {{",
  "}} $(HOME) $$ $",
  `it's "quoted" \\ \\u0041 \\x7f \\\\x7f \\U000e0001`,
  "two\nlines\r\n\ttab",
  "\u0001\u0007\u001b\u007f\u0085\u00ad\u200b\u2028\ufeff",
  "\\\u007f\\\\\u007f",
  "<&> é 🐢 %s",
  "[]",
];

const work = component({
  name: "work",
  params: { id: z.int() },
  outputs: { score: z.number(), label: z.string() },
  run: () => ({ score: 1, label: "" }),
});
const tell = component({ name: "tell", params: { what: z.unknown() }, run: () => {} });
const failing = { exitCode: 1, message: "broken" };
const fine = { outputs: { score: 0.5, label: "{{workflow.name}} $(X)" } };

const ofTell = (calls: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>) =>
  (calls["tell"] ?? []).map(({ what }) => what);

describe("an exit handler", () => {
  it("gets the failures of the run to the byte, whatever a step said", async () => {
    const tellAll = pipeline({ name: "tell-all" }, () => {
      forEach([...hostile.keys()], (id) => {
        work({ id });
      });
      onExit((run) => tell({ what: run.failures }));
    });
    const { calls, phase } = await playPipeline(tellAll, {
      work: ({ id }) => ({ exitCode: 1, message: hostile[id as number]! }),
    });
    expect(phase).toBe("Failed");
    const [failures] = ofTell(calls) as [readonly { readonly message: string; readonly task: string }[]];
    expect(failures.map(({ message }) => message).sort()).toEqual(
      hostile.map((message) => `main: Error (exit code 1): ${message}`).sort(),
    );
    expect(failures[0]).toEqual({
      task: expect.stringMatching(/^work\(\d:\d\)$/),
      message: expect.any(String),
      phase: "Failed",
      template: "work",
      pod: expect.any(String),
      finishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  it("reads a character that Go can't print, outside the first plane, as its number", async () => {
    const odd = pipeline({ name: "odd" }, () => {
      work({ id: 1 });
      onExit((run) => tell({ what: run.failures.at(0) }));
    });
    const { calls } = await playPipeline(odd, { work: () => ({ exitCode: 1, message: "a\u{e0001}b" }) });
    expect(ofTell(calls)).toMatchObject([{ message: "main: Error (exit code 1): a\\U000e0001b" }]);
  });

  const nothing = { task: "", message: "", phase: "Failed" as const, template: "", pod: "", finishedAt: "" };
  const ends = pipeline({ name: "ends" }, () => {
    const first = work({ id: 1 });
    const never = work({ id: 2 }).after(first);
    onExit((run) => {
      tell({ what: text`${run.status} after ${run.failures.length()}` });
      tell({ what: run.ifMade(first.score) });
      tell({ what: run.ifMade(first.label).orElse("none") });
      when(run.ifMade(never.score).eq(null), () => tell({ what: "the second made nothing" }));
    });
    onSuccess(() => tell({ what: "went well" }));
    onFailure((run) => tell({ what: text`went wrong: ${run.failures.at(0).orElse(nothing).field("message")}` }));
  });

  it("knows the status, and what was made", async () => {
    const { calls, phase } = await playPipeline(ends, { work: () => fine });
    expect(phase).toBe("Succeeded");
    expect(ofTell(calls).sort()).toEqual([0.5, "Succeeded after 0", "went well", "{{workflow.name}} $(X)"].sort());
  });

  it("has what a failed task had written, and null for one that never began", async () => {
    const { calls, phase } = await playPipeline(ends, { work: () => ({ ...failing, ...fine }) });
    expect(phase).toBe("Failed");
    expect(ofTell(calls).sort()).toEqual(
      [
        0.5,
        "Failed after 1",
        "the second made nothing",
        "went wrong: main: Error (exit code 1): broken",
        "{{workflow.name}} $(X)",
      ].sort(),
    );
  });

  it("has null where a failed task wrote nothing", async () => {
    const { calls } = await playPipeline(ends, { work: () => failing });
    expect(ofTell(calls)).toContain(null);
    expect(ofTell(calls)).toContain("none");
  });

  it("that fails spoils a good run, and keeps no other handler from running", async () => {
    const two = pipeline({ name: "two" }, () => {
      work({ id: 1 });
      onExit(() => {
        const first = work({ id: 2 });
        tell({ what: first.label });
      });
      onExit(() => tell({ what: "the other" }));
    });
    const { phase, calls, nodes } = await playPipeline(two, { work: ({ id }) => (id === 2 ? failing : fine) });
    expect(phase).toBe("Failed");
    expect(nodes[""]?.phase).toBe("Succeeded");
    expect(ofTell(calls)).toEqual(["the other"]);
  });

  it("may loop, collect and repeat like any body", async () => {
    const rich = pipeline({ name: "rich" }, () => {
      work({ id: 1 });
      onExit(() => {
        const parts = forEach([2, 3], (id) => work({ id }));
        tell({ what: parts.score });
        const { id } = repeatUntil(
          (last) => {
            const { score } = work({ id: last.id });
            return { id: last.id.plus(1), score };
          },
          (round) => round.id.gt(5),
          { max: 5, start: { id: 4 } },
        );
        tell({ what: id });
      });
    });
    const { calls, phase } = await playPipeline(rich, { work: ({ id }) => ({ outputs: { score: id, label: "" } }) });
    expect(phase).toBe("Succeeded");
    expect(ofTell(calls)).toEqual(expect.arrayContaining([[2, 3], 6]));
  });

  it("goes through the failures once, though it makes new ones", async () => {
    const loop = pipeline({ name: "loop" }, () => {
      work({ id: 1 });
      onExit((run) => {
        forEach(run.failures, (failure) => {
          work({ id: 2 });
          tell({ what: failure.message });
        });
      });
    });
    const { calls } = await playPipeline(loop, { work: () => failing });
    expect(calls["work"]).toHaveLength(2);
    expect(ofTell(calls)).toEqual(["main: Error (exit code 1): broken"]);
  });
});

describe("handlers of which one fails", () => {
  /** Handlers of two steps, of which the first handler's first step fails. */
  const handlers = (count: number, word: typeof onExit) => {
    for (let index = 0; index < count; index++) {
      word(() => {
        const { label } = work({ id: 100 + index });
        tell({ what: text`${label} ${index}` });
      });
    }
  };
  const called = (count: number) => {
    const inner = pipeline({ name: "inner" }, () => {
      work({ id: 1 });
      handlers(count, onExit);
    });
    return pipeline({ name: "outer" }, () => {
      inner();
    });
  };
  const failed = (count: number) =>
    pipeline({ name: "failed" }, () => {
      work({ id: 2 });
      handlers(count, onFailure);
    });
  const ofFailures = (count: number) =>
    pipeline({ name: "of-failures" }, () => {
      work({ id: 2 });
      handlers(count, onExit);
      onExit((run) => tell({ what: run.failures.length() }));
    });
  const always = (count: number) =>
    pipeline({ name: "always" }, () => {
      work({ id: 1 });
      handlers(count, onExit);
    });

  it.each([
    ["handlers of a run", always],
    ["handlers of a failure", failed],
    ["handlers beside one that asks for the failures", ofFailures],
    ["handlers of a called pipeline", called],
  ])("%s all run, be they few or many", { timeout: 60_000 }, async (_what, of) => {
    for (const count of [8, 130]) {
      const { calls } = await playPipeline(of(count), {
        work: ({ id }) => (id === 2 || id === 100 ? failing : { outputs: { score: 0, label: "of" } }),
      });
      const told = ofTell(calls).filter((what) => typeof what === "string");
      expect(told.sort()).toEqual(Array.from({ length: count - 1 }, (_, index) => `of ${index + 1}`).sort());
    }
  });

  it.each([
    ["of a run", always],
    ["of a failure", failed],
    ["of a called pipeline", called],
  ])("%s stand in DAGs that go on", (_what, of) => {
    const templates = compileObjects(of(130)).flatMap(({ spec }) => ("templates" in spec ? (spec.templates ?? []) : []));
    const holding = templates.filter(({ dag }) => dag?.tasks.some(({ template }) => template === "tell") === true);
    expect(holding.length).toBeGreaterThan(1);
    for (const { dag } of holding) expect(dag?.failFast).toBe(false);
  });

  it("run beside one that is longer than a DAG", { timeout: 60_000 }, async () => {
    const long = pipeline({ name: "long" }, () => {
      work({ id: 1 });
      onExit(() => {
        let last = work({ id: 100 }).score;
        for (let index = 0; index < 250; index++) last = work({ id: 3 }).after(work({ id: 4 })).score;
        tell({ what: last });
      });
      handlers(20, onExit);
    });
    const { calls } = await playPipeline(long, {
      work: ({ id }) => (id === 100 ? failing : { outputs: { score: 0, label: "of" } }),
    });
    expect(ofTell(calls).filter((what) => typeof what === "string")).toHaveLength(19);
  });
});

describe("the hook of a task", () => {
  const hooked = pipeline({ name: "hooked" }, () => {
    const before = work({ id: 1 });
    const first = work({ id: 2 }).onExit((end) => {
      tell({ what: text`${end.status} ${end.outputs.score.orElse(-1)} ${before.label}` });
      tell({ what: end.outputs.label });
    });
    tell({ what: "after" }).after(first);
  });

  it("knows how the task ended, what it made, and what came before it", async () => {
    const { calls, phase } = await playPipeline(hooked, { work: () => fine });
    expect(phase).toBe("Succeeded");
    const [first, second, last] = ofTell(calls);
    expect(new Set([first, second])).toEqual(new Set(["Succeeded 0.5 {{workflow.name}} $(X)", "{{workflow.name}} $(X)"]));
    expect(last).toBe("after");
  });

  it("has null for what a failed task did not write", async () => {
    const { calls, phase } = await playPipeline(hooked, { work: ({ id }) => (id === 2 ? failing : fine) });
    expect(phase).toBe("Failed");
    expect(new Set(ofTell(calls))).toEqual(new Set(["Failed -1 {{workflow.name}} $(X)", null]));
  });

  it("that fails changes nothing, and is waited for", async () => {
    const { phase, nodes } = await playPipeline(hooked, {
      work: () => fine,
      tell: ({ what }) => (what === "after" ? {} : failing),
    });
    expect(phase).toBe("Succeeded");
    expect(nodes["work-2.onExit"]?.phase).toBe("Failed");
    expect(nodes["tell-3"]?.phase).toBe("Succeeded");
    expect(nodes["tell-3"]!.time).toBeGreaterThanOrEqual(nodes["work-2.onExit"]!.time);
  });

  it("runs once per item of a loop, and not for a task that was skipped", async () => {
    const loops = pipeline({ name: "loops" }, () => {
      forEach([1, 2], (id) => {
        work({ id }).onExit((end) => tell({ what: text`${id} ${end.status}` }));
      });
      when(work({ id: 3 }).score.gt(9), () => {
        work({ id: 4 }).onExit(() => tell({ what: "never" }));
      });
    });
    const { calls } = await playPipeline(loops, { work: () => fine });
    expect(ofTell(calls).sort()).toEqual(["1 Succeeded", "2 Succeeded"]);
  });
});

describe("the exit handler of a called pipeline", () => {
  const part = pipeline({ name: "part", params: { id: z.int(), who: z.string().default("ops") } }, ({ id, who }) => {
    work({ id });
    onExit((end) => tell({ what: text`${who} ${id}: ${end.status}` }));
    onFailure(() => tell({ what: text`alarm ${id}` }));
  });
  const whole = pipeline({ name: "whole" }, () => {
    part({ id: 1, who: "ml" });
    forEach([2, 3], (id) => {
      part({ id });
    });
  });

  it("runs when its call has ended, with its arguments, once per call", async () => {
    const { calls, phase } = await playPipeline(whole, { work: ({ id }) => (id === 3 ? failing : fine) });
    expect(phase).toBe("Failed");
    expect(ofTell(calls).sort()).toEqual(["alarm 3", "ml 1: Succeeded", "ops 2: Succeeded", "ops 3: Failed"]);
  });

  it("runs at the end of a run of its own", async () => {
    const alone = pipeline({ name: "alone" }, () => {
      work({ id: 7 });
      onExit((end) => tell({ what: end.status }));
    });
    expect(ofTell((await playPipeline(alone, { work: () => fine })).calls)).toEqual(["Succeeded"]);
  });
});
