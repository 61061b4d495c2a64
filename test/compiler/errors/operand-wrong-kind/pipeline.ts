import { type NumberRef, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows, good } = ingest({ source: "a.csv" });
  say({ what: (good as unknown as NumberRef).plus(1) });
  // @ts-expect-error text is no number
  say({ what: rows.plus("1") });
  // @ts-expect-error numbers are not searched
  when(rows.contains("1"), () => {
    say({ what: 1 });
  });
});
