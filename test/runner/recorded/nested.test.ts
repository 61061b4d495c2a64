import { describe, expect, it } from "vitest";
import { fnv1a } from "../../../util/fnv1a.ts";
import { type Shown, sideBySide } from "./as-recorded.ts";
import { elsewhere } from "./elsewhere.ts";
import { type Around, nestedCase } from "./nested-case.ts";
import { caseNames, readCase } from "./recorded-case.ts";
import { missing, playing } from "./recorded-suite.ts";

/** Why some do something else inside of another template. */
const otherwise: Readonly<Record<string, string>> = {
  "tag-inside-a-tag":
    "a controller looks at a called template with stand-ins for its inputs, and refuses what they make of the tag",
};

/** Each case is put into one of the two; with this variable into both. */
const inBoth = process.env["PIPEWRIGHT_NESTED"] === "all";
const isFor = (name: string, around: Around): boolean => inBoth || (fnv1a(name) % 2 === 0) === (around === "dag");

const nestedCases = (around: Around) =>
  ["control-flow", "data-flow", "failures"].flatMap((folder) =>
    caseNames(folder).flatMap((name) => {
      if (name in elsewhere || name in otherwise || !isFor(name, around)) return [];
      const nested = nestedCase(readCase(folder, name), around);
      return nested === undefined ? [] : [[name, nested] as const];
    }),
  );

const title = "what a cluster did, happens inside of %s too";

describe.skipIf(missing !== undefined).each(["steps", "dag"] as const)(title, (around: Around) => {
  const cases = new Map(nestedCases(around));
  const { played, end } = playing([...cases.keys()], (name) => cases.get(name)!);
  it.each([...cases.keys()])("%s", { timeout: 240_000 }, async (name) => {
    try {
      for (const [workflow, ours] of await played(name)) {
        if ("refusal" in ours) expect.fail(ours.refusal.message);
        const { recorded, ours: found } = sideBySide(cases.get(name)!.records[workflow]!, ours.state);
        const inside = Object.entries(found.nodes).filter(([node]) => node in recorded.nodes);
        expect(Object.fromEntries(inside.map(([node, shown]) => [node, asItself(node, shown)]))).toEqual(recorded.nodes);
        expect(Object.keys(found.nodes)).toHaveLength(inside.length + (around === "steps" ? 2 : 1));
        // what is an error of a template is a failure of the steps that call it
        expect(found.phase === "Succeeded").toBe(recorded.phase === "Succeeded");
      }
    } finally {
      end(name);
    }
  });
});

/** A DAG says of an error whose it is. */
const asItself = (node: string, shown: Shown["nodes"][string]): Shown["nodes"][string] => ({
  ...shown,
  message: node.endsWith(".in-it") ? shown.message.replace(`task '${node}' errored: `, "") : shown.message,
});
