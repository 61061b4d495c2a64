import { forEach, pipeline, s3 } from "pipewright";
import { ingest, pick, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const { model } = forEach([1, 2], (epochs) =>
    train({ examples, epochs }).with({ outputs: { model: { location: s3("models/latest") } } }),
  );
  pick({ models: model });
});
