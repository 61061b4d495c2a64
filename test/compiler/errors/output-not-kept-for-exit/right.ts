import { onExit, pipeline, when } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { examples, good, rows } = ingest({ source: "a.csv" });
  let inside: ReturnType<typeof train> | undefined;
  when(good, () => {
    inside = train({ examples, epochs: 3 });
  });
  onExit((run) => {
    say({ what: run.ifMade(rows) });
    say({ what: run.ifMade(inside!.auc).orElse(0) });
  });
});
