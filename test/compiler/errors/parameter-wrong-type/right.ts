import { pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples, rows } = ingest({ source: "" });
  train({ examples, epochs: 3, tags: [] });
  train({ examples, epochs: rows });
});
