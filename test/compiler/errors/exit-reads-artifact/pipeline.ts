import { onExit, pipeline } from "pipewright";
import { infer, ingest, train } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  onExit(() => {
    infer({ examples });
  });
  train({ examples, epochs: 1 }).onExit(() => {
    infer({ examples });
  });
});
