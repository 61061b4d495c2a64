import { days, pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "right", defaults: { cache: { maxAge: days(7) } } }, () => {
  const { examples } = ingest({ source: "a.csv" });
  train({ examples, epochs: 1 });
});
