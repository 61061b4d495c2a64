import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach([] as number[], (item) => say({ what: item }));
});
