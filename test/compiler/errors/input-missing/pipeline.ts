import { pipeline } from "pipewright";
import { train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error Property "examples" is missing
  train({ epochs: 3 });
});
