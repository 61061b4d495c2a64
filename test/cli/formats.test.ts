import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formats } from "../../cli/formats/format.ts";
import { type Diagnostic, diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { pipewright, root } from "../helpers/cli.ts";

const folder = "/home/ada/pipes";
const place = (file: string, line = 3, column = 7) => ({ file: join(folder, file), line, column });

const several: readonly Diagnostic[] = [
  diagnostic({
    code: "output-may-be-absent",
    message: 'Task "say" reads what exists only sometimes.',
    at: place("a/b c,d:é.ts"),
    related: [{ at: place("a/other.ts", 1, 1), message: "the when(...) that gives it" }],
    help: "Move it, 100% sure.\r\nReally: do, it.",
  }),
  diagnostic({ code: "timezone-unknown", severity: "warning", message: "Noon on Mars.", at: place("../outside.ts") }),
  diagnostic({ code: "run-parameter-missing", message: "Nothing is said." }),
];

describe("problems as JSON", () => {
  it("have the same keys each, and files from the folder", () => {
    expect(JSON.parse(formats.json(several, folder))).toEqual([
      {
        code: "output-may-be-absent",
        severity: "error",
        message: 'Task "say" reads what exists only sometimes.',
        at: { file: "a/b c,d:é.ts", line: 3, column: 7 },
        related: [{ at: { file: "a/other.ts", line: 1, column: 1 }, message: "the when(...) that gives it" }],
        help: "Move it, 100% sure.\r\nReally: do, it.",
      },
      {
        code: "timezone-unknown",
        severity: "warning",
        message: "Noon on Mars.",
        at: { file: "../outside.ts", line: 3, column: 7 },
        related: [],
        help: null,
      },
      { code: "run-parameter-missing", severity: "error", message: "Nothing is said.", at: null, related: [], help: null },
    ]);
  });

  it("are an empty list when there are none", () => {
    expect(formats.json([], folder)).toBe("[]\n");
  });
});

describe("problems for GitHub", () => {
  it("escape what ends a command or a property, and nothing else", () => {
    expect(formats.github(several, folder).split("\n")).toEqual([
      '::error file=a/b c%2Cd%3Aé.ts,line=3,col=7,title=output-may-be-absent::Task "say" reads what exists only sometimes.%0AMove it, 100%25 sure.%0D%0AReally: do, it.',
      "::warning file=../outside.ts,line=3,col=7,title=timezone-unknown::Noon on Mars.",
      "::error title=run-parameter-missing::Nothing is said.",
      "",
    ]);
  });
});

/** The parts of OASIS' SARIF 2.1.0 schema that we write, with its constraints and its ban on other properties. */
const text = z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() });
const location = z.strictObject({
  id: z.int().min(-1).optional(),
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w\-.~!$&'()*+,;=:@/%#?]+$/), uriBaseId: z.string().optional() }),
    region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
  }),
  message: text.optional(),
});
const level = z.enum(["none", "note", "warning", "error"]);
const rule = z.strictObject({
  id: z.string(),
  shortDescription: text.optional(),
  help: text.optional(),
  helpUri: z.url().optional(),
  defaultConfiguration: z.strictObject({ level }).optional(),
});
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({ driver: z.strictObject({ name: z.string(), version: z.string(), rules: z.array(rule) }) }),
      originalUriBaseIds: z.record(z.string(), z.strictObject({ uri: z.url().regex(/\/$/) })),
      columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(-1),
          level,
          message: text,
          locations: z.array(location).optional(),
          relatedLocations: z.array(location).optional(),
        }),
      ),
    }),
  ),
});

describe("problems as SARIF", () => {
  const [run] = sarif.parse(JSON.parse(formats.sarif(several, folder))).runs;

  it("name a rule each, with its page", () => {
    expect(run!.results.map(({ ruleId, ruleIndex }) => run!.tool.driver.rules[ruleIndex]!.id === ruleId)).toEqual([
      true,
      true,
      true,
    ]);
    const rules = run!.tool.driver.rules;
    expect(rules.map(({ id }) => id)).toEqual(["output-may-be-absent", "run-parameter-missing", "timezone-unknown"]);
    expect(rules[2]).toMatchObject({
      shortDescription: { text: '"…" is no time zone.' },
      help: { text: 'Use a name of the IANA database, such as "America/Chicago".\nWhy: pipewright explain timezone-unknown' },
      defaultConfiguration: { level: "error" },
    });
    expect(rules[2]!.help!.markdown).toContain("# timezone-unknown");
    expect(rules[2]!.helpUri).toMatch(/^file:.*\/docs\/errors\/timezone-unknown\.md$/);
  });

  it("have places that a scanner finds: relative to the folder, or whole when outside of it", () => {
    expect(run!.originalUriBaseIds).toEqual({ ROOT: { uri: "file:///home/ada/pipes/" } });
    expect(run!.results.map(({ locations }) => locations?.[0]?.physicalLocation)).toEqual([
      { artifactLocation: { uri: "a/b%20c%2Cd%3A%C3%A9.ts", uriBaseId: "ROOT" }, region: { startLine: 3, startColumn: 7 } },
      { artifactLocation: { uri: "file:///home/ada/outside.ts" }, region: { startLine: 3, startColumn: 7 } },
      undefined,
    ]);
    expect(run!.results[0]!.relatedLocations).toMatchObject([
      { id: 0, message: { text: "the when(...) that gives it" }, physicalLocation: { artifactLocation: { uri: "a/other.ts" } } },
    ]);
  });

  it("are a run without results when there are none", () => {
    expect(sarif.parse(JSON.parse(formats.sarif([], folder))).runs[0]!.results).toEqual([]);
  });
});

describe.concurrent("check --format", () => {
  const cwd = join(root, "test/compiler/errors/output-may-be-absent");

  it.each(["json", "sarif", "github"] as const)("%s goes to standard output, and the exit code stays 1", async (format) => {
    const { code, stdout, stderr } = await pipewright(["check", "pipeline.ts", "--format", format], { cwd });
    expect(stdout).toContain("output-may-be-absent");
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("json lists nothing for a pipeline without problems", async () => {
    const ended = await pipewright(["check", "pipeline.ts", "--format", "json"], { cwd: join(root, "examples/hello") });
    expect(ended).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
  });

  it("refuses another word", async () => {
    expect(await pipewright(["check", "pipeline.ts", "--format", "serif"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: 'pipewright: --format wants one of text, json, sarif, github, got "serif". Did you mean "sarif"?\n',
    });
  });
});
