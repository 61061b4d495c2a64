import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { container, File, forEach, listOf, pipeline, when } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { print } from "../../compiler/4-print/print.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RunEvent } from "../../runner/event.ts";
import { runText } from "../helpers/run-manifest.ts";
import { expectValidManifest } from "../helpers/valid-manifest.ts";

/** Text that a template, a shell, YAML or JSON would take for its own. */
const hostile = [
  "{{workflow.name}}",
  "{{=1+1}} {{nothere}} {{",
  "}} $(HOME) $$ $",
  `it's "quoted" \\ \\u0041`,
  "two\nlines\r\n\ttab",
  "\u0001\u001b\u007f\u2028",
  "<&> é 🐢 %s",
  "",
  " : # - x",
];

/** What a program of the test is given and leaves: plain text, as programs do. */
type Program = (
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  file: (path: string) => string,
) => Readonly<Record<string, string>>;

/** Runs a pipeline whose programs are played: the value is what `play` gives, by path. */
async function play(node: PipelineNode, programs: Readonly<Record<string, Program>>): Promise<readonly RunEvent[]> {
  const manifest = print(lower(resolve(node), { images: { imageOf: () => "", fileUri: () => "", sourceText: () => "" } }));
  await expectValidManifest(manifest);
  const { events } = await runText(manifest, ({ container: { command, args, env }, path }) => {
    const left = programs[command[0]!]!(env, [...command.slice(1), ...args], (at) => readFileSync(path(at), "utf8"));
    for (const [at, text] of Object.entries(left)) {
      mkdirSync(dirname(path(at)), { recursive: true });
      writeFileSync(path(at), text);
    }
    return undefined;
  });
  return events;
}

const image = "alpine:3.22";
const ends = (events: readonly RunEvent[]) =>
  events.flatMap((event) =>
    event.type === "node-finished" ? [{ node: event.node, phase: event.phase, message: event.message }] : [],
  );

describe("values pass through foreign programs byte for byte", () => {
  const say = container({
    name: "say",
    image,
    params: { text: z.string() },
    outputs: { text: z.string(), facts: z.object({ text: z.string(), length: z.int() }), count: z.int(), log: File },
    command: ({ params, outputs }) => [
      "say",
      params.text.file,
      outputs.text.path,
      outputs.facts.path,
      outputs.count.path,
      outputs.log.path,
    ],
    env: ({ params }) => ({ TEXT: params.text.base64 }),
  });
  const hear = container({
    name: "hear",
    image,
    params: { text: z.string(), facts: z.object({ text: z.string(), length: z.int() }), count: z.int() },
    inputs: { log: File },
    command: ({ inputs, params }) => ["hear", params.count.text, inputs.log.path],
    env: ({ params }) => ({ TEXT: params.text.base64, JSON: params.text.json, FACTS: params.facts.json, OWN: "$(HOME) $$ $x" }),
  });
  const unpack = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");

  it("from a constant, a submitted parameter and items of a loop, by variable, by file and by argument", async () => {
    const heard: unknown[] = [];
    const said = async (node: PipelineNode) =>
      ends(
        await play(node, {
          say: ({ TEXT = "" }, [json, text, facts, count, log], file) => {
            const plain = unpack(TEXT);
            expect(JSON.parse(file(json!))).toBe(plain);
            // one newline at the end is not part of the value, as everywhere in Argo
            return {
              [text!]: `${plain}\n`,
              [facts!]: JSON.stringify({ length: plain.length, text: plain }, null, 2),
              [count!]: ` ${plain.length}\n`,
              [log!]: plain,
            };
          },
          hear: ({ TEXT = "", JSON: json = "", FACTS = "", OWN }, [count, log], file) => {
            expect(OWN).toBe("$(HOME) $$ $x");
            heard.push([unpack(TEXT), JSON.parse(json), JSON.parse(FACTS), Number(count), file(log!)]);
            return {};
          },
        }),
      );
    const all = pipeline({ name: "all", params: { given: z.string().default(hostile.join("|")) } }, ({ given }) => {
      const once = say({ text: given });
      hear({ text: once.text, facts: once.facts, count: once.count, log: once.log });
      forEach(hostile, (text) => {
        const one = say({ text });
        hear({ text: one.text, facts: one.facts, count: one.count, log: one.log });
      });
    });
    const phases = await said(all);
    expect(phases.filter(({ phase }) => phase !== "Succeeded")).toEqual([]);
    const expected = [hostile.join("|"), ...hostile].map((text) => [
      text,
      text,
      { length: text.length, text },
      text.length,
      text,
    ]);
    const order = (one: unknown) => JSON.stringify(one);
    expect(heard.map(order).sort()).toEqual(expected.map(order).sort());
  }, 60_000);

  it("through branches, through lists of artifacts in the order of items, and through another pipeline", async () => {
    const write = container({
      name: "write",
      image,
      params: { text: z.string() },
      outputs: { file: File, length: z.int() },
      command: ({ outputs }) => ["write", outputs.file.path, outputs.length.path],
      env: ({ params }) => ({ TEXT: params.text.base64 }),
    });
    const join = container({
      name: "join",
      image,
      params: { lengths: z.array(z.int()), chosen: z.string() },
      inputs: { files: listOf(File) },
      command: ({ inputs }) => ["join", inputs.files.path],
      env: ({ params }) => ({ LENGTHS: params.lengths.json, CHOSEN: params.chosen.base64 }),
    });
    const inner = pipeline({ name: "inner", params: { text: z.string() } }, ({ text }) => {
      const { text: again } = say({ text });
      return { again };
    });
    const given = ["one {{x}}", "two $(Y)", "three"];
    const joined: unknown[] = [];
    const events = await play(
      pipeline({ name: "outer", params: { long: z.boolean().default(true) } }, ({ long }) => {
        const { file, length } = forEach(given, (text) => write({ text }));
        const chosen = when(long, () => ({ text: inner({ text: "{{long}}" }).again })).otherwise(() => ({
          text: say({ text: "short" }).text,
        }));
        join({ files: file, lengths: length, chosen: chosen.text });
      }),
      {
        write: ({ TEXT = "" }, [file, length]) => ({ [file!]: unpack(TEXT), [length!]: String(unpack(TEXT).length) }),
        say: ({ TEXT = "" }, [, text, facts, count, log]) => ({
          [text!]: unpack(TEXT),
          [facts!]: '{"text":"","length":0}',
          [count!]: "0",
          [log!]: "",
        }),
        join: ({ LENGTHS = "", CHOSEN = "" }, [folder], file) => {
          joined.push(JSON.parse(LENGTHS), unpack(CHOSEN), ...given.map((_, index) => file(`${folder}/0000${index}`)));
          return {};
        },
      },
    );
    expect(ends(events).filter(({ phase }) => phase !== "Succeeded" && phase !== "Skipped")).toEqual([]);
    expect(joined).toEqual([given.map((text) => text.length), "{{long}}", ...given]);
  }, 60_000);

  it("or end in an error before the next program starts", async () => {
    const count = container({
      name: "count",
      image,
      outputs: { n: z.int() },
      command: ({ outputs }) => ["count", outputs.n.path],
    });
    const use = container({ name: "use", image, params: { n: z.int() }, command: ({ params }) => ["use", params.n.text] });
    const broken = pipeline({ name: "broken" }, () => {
      use({ n: count().n });
    });
    let used = 0;
    const events = await play(broken, {
      count: (_env, [path]) => ({ [path!]: "{{workflow.name}}" }),
      use: () => {
        used++;
        return {};
      },
    });
    expect(used).toBe(0);
    expect(ends(events).find(({ node }) => node.endsWith(".count"))).toMatchObject({
      phase: "Error",
      message: expect.stringContaining("float"),
    });
  });

  it("as a word, or not at all", async () => {
    const list = container({
      name: "list",
      image,
      params: { uri: z.string() },
      command: ({ params }) => ["list", `--uri=${params.uri.word}`],
    });
    const given: string[][] = [];
    const listAll = (uri: string) =>
      play(
        pipeline({ name: "words" }, () => {
          list({ uri });
        }),
        {
          list: (_env, args) => {
            given.push([...args]);
            return {};
          },
        },
      );
    await listAll("s3://bucket/a-b_c.csv");
    const refused = ends(await listAll("a b; rm -rf /"));
    expect(given).toEqual([["--uri=s3://bucket/a-b_c.csv"]]);
    expect(refused.find(({ node }) => node.endsWith(".list"))?.phase).not.toBe("Succeeded");
  });
});
