import { pipeline } from "pipewright";
import { infer, ingest, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const { schema } = infer({ examples });
  // @ts-expect-error input "examples" wants Examples, got Schema
  train({ examples: schema, epochs: 3 });
});
