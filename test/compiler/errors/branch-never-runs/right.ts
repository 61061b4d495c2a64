import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  when(rows.gt(10), () => void say({ what: 1 }))
    .elseWhen(rows.ge(10), () => void say({ what: 2 }))
    .elseWhen(rows.eq(9), () => void say({ what: 3 }));
});
