import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printDiagnostics } from "../../cli/print-diagnostics.ts";
import { plainTerminal } from "../../cli/terminal.ts";
import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { lint } from "../../compiler/lint/lint.ts";
import { acceptedAndDoubtful, knownToClusterAlone, refusedThoughStored } from "./lint-recorded.ts";

interface Run {
  readonly phase?: string;
  readonly refusedBy?: "api" | "controller";
  readonly stuck?: boolean;
}

interface Case {
  readonly name: string;
  readonly runs: readonly Run[];
  readonly found: readonly Diagnostic[];
}

const root = join(import.meta.dirname, "../recorded");

/** What a real controller did with small manifests, and what the check says of them beforehand. */
function casesOf(folder: string): readonly Case[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => {
      const name = file.slice(0, -".yaml".length);
      const path = join(root, folder, file);
      const record = JSON.parse(readFileSync(join(root, folder, `${name}.json`), "utf8")) as Run & {
        readonly workflows?: Readonly<Record<string, Run>>;
      };
      const runs = record.workflows === undefined ? [record] : Object.values(record.workflows);
      return { name, runs, found: lint([{ file: path, text: readFileSync(path, "utf8") }]).diagnostics };
    });
}

const isRefused = ({ runs }: Case) => runs.some(({ refusedBy }) => refusedBy !== undefined);
const isStuck = ({ runs }: Case) => runs.some(({ stuck }) => stuck === true);
const failsLater = (one: Case) => !isRefused(one) && one.runs.some(({ phase }) => phase === "Failed" || phase === "Error");
const isFine = (one: Case) => !isRefused(one) && !isStuck(one) && !failsLater(one);
const isKnown = ({ name }: Case) => !(name in knownToClusterAlone);
const named = (cases: readonly Case[]) => cases.map((one): readonly [string, Case] => [one.name, one]);
const said = ({ found }: Case) => printDiagnostics(found, plainTerminal);

const refusals = casesOf("refusals");
const others = ["control-flow", "data-flow", "failures"].flatMap(casesOf);
const all = [...refusals, ...others];

it("has all the cases", () => {
  expect({ refusals: refusals.length, others: others.length }).toEqual({ refusals: 309, others: 340 });
});

describe("what the API server or the controller refuses is an error", () => {
  it.each(named(all.filter(isRefused).filter(isKnown)))("%s", (_, { found }) => {
    expect(found.filter(isError)).not.toEqual([]);
  });
});

describe("what is refused nowhere and fails in the middle of a run is said beforehand", () => {
  it.each(named(refusals.filter(failsLater).filter(isKnown)))("%s", (_, { found }) => {
    expect(found).not.toEqual([]);
  });
});

describe("what would never end is said beforehand", () => {
  it.each(named(all.filter(isStuck).filter(isKnown)))("%s", (_, { found }) => {
    expect(found).not.toEqual([]);
  });
});

describe("what ran well is no error", () => {
  it.each(named(all.filter(isFine).filter(({ name }) => !(name in refusedThoughStored))))("%s", (name, one) => {
    expect(one.found.filter(isError), said(one)).toEqual([]);
    const codes = [...new Set(one.found.map(({ code }) => code))];
    // Of the refusals' look-alikes nothing is said; of the others only what somebody has looked at.
    expect(codes, said(one)).toEqual(refusals.includes(one) ? (acceptedAndDoubtful[name] ?? []) : codes);
    if (/-(is|are)-right$/.test(name)) expect(one.found, said(one)).toEqual([]);
  });
});

describe("what only a cluster knows", () => {
  it.each(Object.keys(knownToClusterAlone))("%s is left alone", (name) => {
    const one = all.find((other) => other.name === name);
    expect(one === undefined ? undefined : one.found.filter(isError)).toEqual([]);
  });
});
