import { pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error input "examples" wants the artifact Examples
  train({ examples: rows, epochs: 3 });
});
