import { container, days, Examples, forEach, pipeline, when } from "pipewright";
import { ingest, pick, train } from "../parts.ts";

const exportRows = container({
  name: "export-rows",
  image: "registry.example/export:1.4",
  command: ({ outputs }) => ["export", "--to", outputs.rows.path],
  outputs: { rows: Examples },
});

const fit = pipeline({ name: "fit", inputs: { rows: Examples } }, ({ rows }) => {
  const { model } = train({ examples: rows, epochs: 1 }).with({ cache: { maxAge: days(7) } });
  return { model };
});

/** The rows go through a branch and into a called pipeline; nothing in them tells whether they are the same as before. */
export default pipeline({ name: "wrong" }, () => {
  const { good, examples } = ingest({ source: "a.csv" });
  const { rows } = when(good, () => ({ rows: examples })).otherwise(() => ({ rows: exportRows().rows }));
  fit({ rows });
  const { model } = forEach([1, 2], (epochs) => train({ examples: rows, epochs }));
  pick({ models: model }).with({ cache: { maxAge: days(7) } });
});
