import { onExit, pipeline } from "pipewright";
import { infer, ingest, train } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  train({ examples, epochs: 1 });
  onExit(() => {
    const again = ingest({ source: "a.csv" });
    infer({ examples: again.examples });
  });
});
