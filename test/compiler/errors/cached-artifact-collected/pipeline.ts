import { days, forEach, pipeline } from "pipewright";
import { ingest, pick, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const { model } = forEach([1, 2], (epochs) => train({ examples, epochs }).with({ cache: { maxAge: days(7) } }));
  pick({ models: model });
});
