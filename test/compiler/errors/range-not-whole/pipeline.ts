import { forEach, pipeline, range } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach(range(2.5), (item) => void say({ what: item }));
});
