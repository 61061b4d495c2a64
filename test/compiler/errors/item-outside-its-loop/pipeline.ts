import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  let kept: unknown;
  forEach([1, 2], (item) => {
    kept = item;
    say({ what: item });
  });
  say({ what: kept });
});
