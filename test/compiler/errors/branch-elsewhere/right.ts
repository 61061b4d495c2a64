import { forEach, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { good, rows } = ingest({ source: "a.csv" });
  const branch = when(good, () => void say({ what: 1 }));
  say({ what: 2 });
  branch
    .elseWhen(rows.gt(3), () => void say({ what: 3 }))
    .otherwise(() => void forEach([1, 2], (item) => void say({ what: item })));
});
