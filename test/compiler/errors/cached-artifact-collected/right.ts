import { days, pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  train({ examples, epochs: 1 }).with({ cache: { maxAge: days(7) } });
});
