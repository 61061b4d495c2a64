import { gitRepository, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  ingest({ source: "a.csv" }).with({ outputs: { examples: { location: gitRepository("https://example.org/a.git") } } });
});
