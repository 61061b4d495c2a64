import { days, pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  train({ examples, epochs: 1 }).with({ cache: { maxAge: days(7), digests: { exmaples: "2026-01" } } });
});
