import { pipeline, when } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good, examples } = ingest({ source: "a.csv" });
  when(good, async () => {
    const { model } = await train({ examples, epochs: 3 });
    say({ what: model });
  });
});
