import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach([1, 2], (item) => void say({ what: item }), { parallelism: 0.5 });
});
