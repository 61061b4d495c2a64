import { pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  ingest({ source: "a.csv" }).with({ outputs: { examples: { archive: { tar: 0 } } } });
});
