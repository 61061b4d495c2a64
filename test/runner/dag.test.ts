import { describe, expect, it } from "vitest";
import { runText } from "../helpers/run-manifest.ts";

const oneLine = (yaml: string): string => yaml.replace(/\s*\n\s*/g, " ");

/** A DAG of steps that need no pod: `nop` succeeds, `value` gives what it gets, `broken` ends in Error. */
async function runDag(tasks: string, outputs = ""): Promise<Readonly<Record<string, string>>> {
  const manifest = `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: x, value: "7" }] }
  templates:
    - { name: nop, suspend: { duration: "0" } }
    - name: value
      inputs: { parameters: [{ name: v }] }
      dag: { tasks: [{ name: s, template: nop }] }
      outputs: { parameters: [{ name: v, valueFrom: { expression: inputs.parameters.v } }] }
    - name: broken
      dag: { tasks: [{ name: s, template: nop }] }
      outputs: { parameters: [{ name: v, valueFrom: { expression: "nosuch.thing" } }] }
    - name: main
      dag:
        tasks: [${oneLine(tasks)}]
      ${oneLine(outputs)}
`;
  const { events } = await runText(manifest, () => undefined);
  const ends = events.flatMap((event) => {
    if (event.type !== "node-finished" || event.node.endsWith(".s")) return [];
    const values = Object.entries(event.outputs).map(([name, value]) => `${name}=${value}`);
    return [[event.node, [event.phase, ...values, ...(event.message === "" ? [] : [event.message])].join(" ")] as const];
  });
  return Object.fromEntries(ends);
}

describe.concurrent("a DAG", () => {
  it("skips by when, omits by depends, and goes on after a skipped task", async () => {
    expect(
      await runDag(`
        { name: a, template: nop, when: "{{= 1 > 2 }}" },
        { name: b, template: nop, depends: a },
        { name: c, template: nop, depends: a.Succeeded },
        { name: d, template: nop, depends: "c.Omitted && a.Skipped" }`),
    ).toEqual({
      "wf.a": "Skipped when 'false' evaluated false",
      "wf.b": "Succeeded",
      "wf.c": "Omitted omitted: depends condition not met",
      "wf.d": "Succeeded",
      wf: "Succeeded",
    });
  });

  it("ends well when a failure has a handler that joins every branch", async () => {
    const handled = await runDag(`
        { name: a, template: broken },
        { name: mend, template: nop, depends: a.Errored },
        { name: next, template: nop, depends: a.Succeeded },
        { name: join, template: nop, depends: "mend && (next || next.Omitted)" }`);
    expect(handled).toMatchObject({ "wf.mend": "Succeeded", "wf.join": "Succeeded", wf: "Succeeded" });
    const unhandled = await runDag(`
        { name: a, template: broken },
        { name: mend, template: nop, depends: a.Errored },
        { name: next, template: nop, depends: a.Succeeded }`);
    expect(unhandled).toMatchObject({ "wf.mend": "Succeeded", wf: "Error" });
  });

  it("loops over items, parameters and sequences, and gives their outputs as lists in the order of items", async () => {
    const ends = await runDag(`
        { name: items, template: value, withItems: ["b", "a"], arguments: { parameters: [{ name: v, value: "{{item}}" }] } },
        { name: maps, template: value, withItems: [{ k: 1 }, { k: 2 }], arguments: { parameters: [{ name: v, value: '{"k": {{item.k}}}' }] } },
        { name: param, template: value, withParam: '[true, "x (y)", null]', arguments: { parameters: [{ name: v, value: "{{item}}" }] } },
        { name: seq, template: value, withSequence: { count: "{{= string(len([1, 2])) }}", format: "%03d" }, arguments: { parameters: [{ name: v, value: "{{item}}" }] } },
        { name: none, template: value, withParam: "[]", arguments: { parameters: [{ name: v, value: "{{item}}" }] } },
        { name: all-maps, template: value, depends: maps, arguments: { parameters: [{ name: v, value: "{{tasks.maps.outputs.parameters.v}}" }] } },
        { name: all-seq, template: value, depends: seq, arguments: { parameters: [{ name: v, value: "{{tasks.seq.outputs.parameters.v}}" }] } },
        { name: after, template: value, depends: "items && none", arguments: { parameters: [{ name: v, value: "{{= tasks.none.outputs.parameters.v ?? tasks.items.outputs.parameters.v }}" }] } }`);
    expect(ends).toMatchObject({
      "wf.items": "Succeeded",
      "wf.items(0:b)": "Succeeded v=b",
      "wf.all-maps": 'Succeeded v=[{"k":1},{"k":2}]',
      "wf.maps(0:k:1)": 'Succeeded v={"k": 1}',
      "wf.param(1:x y)": "Succeeded v=x (y)",
      "wf.all-seq": 'Succeeded v=["000","001"]',
      "wf.none": "Skipped Skipped, empty params",
      "wf.after": 'Succeeded v=["b","a"]',
    });
  });

  it("lifts outputs out of a DAG by name and by expression, with a default where there is none", async () => {
    const outputs = `outputs: { parameters: [
        { name: p, valueFrom: { parameter: "{{tasks.a.outputs.parameters.v}}" } },
        { name: e, valueFrom: { expression: "asInt(tasks.a.outputs.parameters.v) + 1" } },
        { name: d, valueFrom: { expression: "tasks.b.outputs.parameters.v", default: none } }] }`;
    const ends = await runDag(
      `
        { name: a, template: value, arguments: { parameters: [{ name: v, value: "{{workflow.parameters.x}}" }] } },
        { name: b, template: value, when: "false", depends: a, arguments: { parameters: [{ name: v, value: "1" }] } }`,
      outputs,
    );
    expect(ends["wf"]).toBe("Succeeded p=7 e=8 d=none");
  });

  it("fails at once, and not never, where the controller would wait for ever", async () => {
    const ends = await runDag(`
        { name: a, template: value, arguments: { parameters: [{ name: v, value: "x {{tasks.b.outputs.parameters.v}}" }] } },
        { name: b, template: value, arguments: { parameters: [{ name: v, value: "1" }] } }`);
    expect(ends).toEqual({
      "wf.b": "Succeeded v=1",
      wf: 'Error stuck: "wf.a" waits for ever: failed to resolve {{tasks.b.outputs.parameters.v}}',
    });
  });

  it.each([
    ["an unknown task", `{ name: a, template: nop, depends: nosuch }`, "invalid dependency nosuch"],
    [
      "a circle",
      `{ name: a, template: nop, depends: b }, { name: b, template: nop, depends: a }, { name: c, template: nop, depends: b }`,
      "graph with cycle",
    ],
  ])("with %s is refused in the controller's words", async (_what, tasks, why) => {
    await expect(runDag(tasks)).rejects.toThrow(`invalid spec: templates.main sorting failed: ${why}`);
  });
});
