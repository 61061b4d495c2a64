import { container, days, Examples, forEach, pipeline, when } from "pipewright";
import { z } from "zod";
import { ingest, pick, train } from "../parts.ts";

const exportRows = container({
  name: "export-rows",
  image: "registry.example/export:1.4",
  command: ({ outputs }) => ["export", "--to", outputs.rows.path],
  outputs: { rows: Examples, checksum: z.string() },
  outputsFrom: { checksum: "stdout" },
});

/** Digests come with what components made, through branches and loops, and a foreign step's by hand. */
export default pipeline({ name: "right", defaults: { cache: { maxAge: days(7) } } }, () => {
  const { good, examples } = ingest({ source: "a.csv" });
  const { rows } = when(good, () => ({ rows: examples })).otherwise(() => ({ rows: ingest({ source: "b.csv" }).examples }));
  const { model } = forEach([1, 2], (epochs) => train({ examples: rows, epochs }).with({ cache: false }));
  pick({ models: model });
  const exported = exportRows();
  train({ examples: exported.rows, epochs: 1 }).with({ cache: { maxAge: days(7), digests: { examples: exported.checksum } } });
});
