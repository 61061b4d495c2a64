import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach([1, Number.NaN], (item) => say({ what: item }));
});
