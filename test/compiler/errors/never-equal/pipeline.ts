import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows, good } = ingest({ source: "a.csv" });
  // @ts-expect-error a number is no text
  when(rows.eq("3"), () => {
    // @ts-expect-error a truth value is no text
    say({ what: good.ne("true") });
  });
  // @ts-expect-error no text is a number
  say({ what: rows.in(["1", "2"]) });
});
