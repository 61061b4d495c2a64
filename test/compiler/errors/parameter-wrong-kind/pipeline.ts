import { pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  // @ts-expect-error an artifact is no text
  ingest({ source: examples });
});
