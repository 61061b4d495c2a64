import { container, forEach, onExit, pipeline } from "pipewright";
import { z } from "zod";
import { ingest, say, train } from "../parts.ts";

const count = container({
  name: "count",
  image: "alpine:3.22",
  command: ["wc"],
  outputs: { lines: z.int() },
  outputsFrom: { lines: "stdout" },
});

const prepare = pipeline({ name: "prepare" }, () => ({ found: ingest({ source: "b.csv" }).rows }));

export default pipeline({ name: "taxi" }, () => {
  const { examples, rows } = ingest({ source: "a.csv" }).with({ cache: { maxAge: "1d" } });
  const { lines } = count();
  let inside: ReturnType<typeof train> | undefined;
  forEach([1, 2], (epochs) => {
    inside = train({ examples, epochs });
  });
  const { found } = prepare();
  onExit((run) => {
    say({ what: run.ifMade(found) });
    say({ what: run.ifMade(rows) });
    say({ what: run.ifMade(lines) });
    say({ what: run.ifMade(inside!.auc) });
  });
});
