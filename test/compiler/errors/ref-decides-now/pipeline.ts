import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good, rows } = ingest({ source: "a.csv" });
  if (good) say({ what: "good" });
  else say({ what: "bad" });
  const size = rows ? "some" : "none";
  while (good) say({ what: size });
  switch (rows) {
    default:
      say({ what: Boolean(good) });
  }
});
