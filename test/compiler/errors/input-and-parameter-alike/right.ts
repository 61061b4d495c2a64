import { component, Examples, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

const copy = component({ name: "copy", inputs: { examples: Examples }, outputs: { examples: Examples }, run: () => {} });

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  copy({ examples });
});
