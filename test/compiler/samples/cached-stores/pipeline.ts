import { component, container, days, File, forEach, gitRepository, pipeline, s3, stored, textFile, when } from "pipewright";
import { z } from "zod";

const look = component({ name: "look", outputs: { fresh: z.boolean() }, run: () => ({ fresh: true }) });
const read = component({ name: "read", inputs: { one: File, rules: File }, run: () => {} });
const scan = container({
  name: "scan",
  image: "registry.example/scan:1.4",
  inputs: { one: File },
  outputs: { findings: File },
  command: ({ inputs, outputs }) => ["scan", inputs.one.path, "--to", outputs.findings.path],
});
const exportRows = container({
  name: "export-rows",
  image: "registry.example/export:1.4",
  params: { table: z.string() },
  outputs: { rows: File, checksum: z.string() },
  command: ({ params, outputs }) => ["export", params.table.word, "--to", outputs.rows.path],
  outputsFrom: { checksum: "stdout" },
});

const judge = pipeline(
  { name: "judge", inputs: { one: File, rules: File }, params: { version: z.string() } },
  ({ one, rules, version }) => {
    read({ one, rules }).with({ cache: { maxAge: days(7), digests: { one: version } } });
  },
);

/** A text and a commit are what they are; of all else the author says what tells it apart, and the word goes where refs go. */
export default pipeline(
  { name: "cached-stores", params: { month: z.string().default("2026-01") }, defaults: { cache: { maxAge: days(7) } } },
  ({ month }) => {
    const rules = stored(
      File,
      gitRepository("https://git.example/rules.git", { revision: "9fceb02d0ae598e95dc970b74767f19372d61af8" }),
    );
    const none = stored(File, textFile("rules: []"));
    const lying = stored(File, s3("rows/latest"));
    read({ one: lying, rules }).with({ cache: { maxAge: days(7), digests: { one: "2026-01" } } });
    scan({ one: lying }).with({ cache: { maxAge: days(7), digests: { one: month } } });

    const { fresh } = look().with({ cache: false });
    const exported = when(fresh, () => {
      const { rows, checksum } = exportRows({ table: "taxi" });
      forEach(["a", "b"], () => {
        read({ one: rows, rules: none }).with({ cache: { maxAge: days(7), digests: { one: checksum } } });
      });
      return { rows, checksum };
    }).otherwise(() => {
      const { rows, checksum } = exportRows({ table: "old" });
      return { rows, checksum };
    });
    read({ one: exported.rows, rules }).with({ cache: { maxAge: days(7), digests: { one: exported.checksum } } });
    judge({ one: exported.rows, rules: none, version: exported.checksum });
  },
);
