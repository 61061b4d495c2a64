import { pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  // @ts-expect-error "epoch" is no parameter or input of this component
  train({ examples, epochs: 3, epoch: 4 });
});
