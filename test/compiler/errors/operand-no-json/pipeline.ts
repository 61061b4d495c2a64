import { pipeline, text, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  when(rows.gt(Number.NaN), () => {
    say({ what: rows.in([1, Number.POSITIVE_INFINITY]) });
  });
  // @ts-expect-error nothing is no number
  say({ what: rows.plus() });
  // @ts-expect-error a list is no text
  say({ what: text`${[new Date(0)]} ${rows}` });
  say({ what: text`half of a turtle: \ud83d` });
});
