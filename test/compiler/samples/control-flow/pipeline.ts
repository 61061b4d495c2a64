import { readdir, readFile, writeFile } from "node:fs/promises";
import { and, component, cron, File, forEach, gibibytes, gpu, listOf, minutes, not, pipeline, when } from "pipewright";
import { z } from "zod";

const make = component({
  name: "make",
  params: { text: z.string(), rate: z.number().default(1), note: z.string().optional() },
  outputs: { made: File, score: z.number(), good: z.boolean(), words: z.array(z.string()) },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.made.path, params.text);
    return { score: params.rate * 10, good: params.rate > 0, words: params.text.split(" ") };
  },
});
const copy = component({
  name: "copy",
  inputs: { from: File },
  params: { suffix: z.string().default("") },
  outputs: { copied: File, text: z.string() },
  run: async ({ inputs, params, outputs }) => {
    const text = (await readFile(inputs.from.path, "utf8")) + params.suffix;
    await writeFile(outputs.copied.path, text);
    return { text };
  },
});
const gather = component({
  name: "gather",
  inputs: { files: listOf(File) },
  params: { scores: z.array(z.number()), texts: z.array(z.string()).default([]) },
  outputs: { all: z.string() },
  run: async ({ inputs, params }) => {
    const texts = await Promise.all(inputs.files.map(({ path }) => readFile(path, "utf8")));
    return { all: `${texts.join("|")} ${params.scores.join("|")} ${params.texts.join("|")}` };
  },
});
const say = component({
  name: "say",
  params: { what: z.unknown() },
  run: async ({ params, log }) => log.info(JSON.stringify(params.what)) as undefined,
});
const list = component({
  name: "list-lists",
  params: { lists: z.array(z.array(z.string())) },
  run: async ({ params, log }) => {
    log.info(JSON.stringify(params.lists));
    void readdir;
  },
});

export default pipeline(
  {
    name: "control-flow",
    description: "Every word of control flow, nested",
    params: {
      text: z.string().default('it\'s {{workflow.name}} $(HOME) "quoted"'),
      epochs: z.int().default(3),
      names: z.array(z.string()).default(["{{x}}"]),
    },
    schedule: cron("30 2 * * 1-5", { timezone: "Europe/Berlin" }),
  },
  ({ text, epochs, names }) => {
    const first = make({ text, rate: 2 }).with({
      resources: { cpu: 0.5, memory: gibibytes(1), gpu: gpu(1) },
      retry: { limit: 2, backoff: { duration: "10s", factor: 2, cap: minutes(5) } },
      timeout: "2h",
      env: { HOSTILE: "$(HOME) {x}" },
      displayName: "The first",
    });
    when(and(first.good, first.score.gt(15), not(epochs.eq(4))), () => {
      const copied = copy({ from: first.made, suffix: "!" });
      say({ what: copied.text });
      const inner = forEach(["a b", "it's"], (word) => make({ text: word }));
      gather({ files: inner.made, scores: inner.score });
    });
    when(first.score.lt(15), () => {
      say({ what: "never" });
    });
    const plain = forEach([0.5, 1, 2], (rate) => make({ text: "plain", rate }));
    say({ what: plain.words });
    const trials = forEach(
      [
        { rate: 0.1, name: "low" },
        { rate: 0.2, name: 'high "{{item}}"' },
      ],
      ({ rate, name }, index) => {
        const made = make({ text: name, rate });
        const copied = copy({ from: made.made, suffix: " and more" }).after(first);
        say({ what: index });
        const words = forEach(["x", "y"], (suffix) => copy({ from: copied.copied, suffix }));
        const all = gather({ files: words.copied, scores: plain.score, texts: words.text });
        return { copied: copied.copied, score: made.score, all: all.all, texts: words.text };
      },
    );
    const last = gather({ files: trials.copied, scores: trials.score, texts: trials.all });
    list({ lists: trials.texts });
    say({ what: names }).after(last);
    say({ what: first.score.ge(20) });
  },
);
