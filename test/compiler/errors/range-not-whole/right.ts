import { forEach, pipeline, range } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  forEach(range(1), (item) => void say({ what: item }));
});
