import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  forEach([1, 2], (outer) => {
    forEach([3, 4], (inner) => {
      say({ what: outer });
      say({ what: inner });
    });
  });
});
