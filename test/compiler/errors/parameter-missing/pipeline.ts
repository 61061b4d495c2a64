import { pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error Property "source" is missing
  ingest({});
});
