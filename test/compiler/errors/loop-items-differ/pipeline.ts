import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach([{ a: 1 }, { a: 1, b: 2 }], (item) => say({ what: item }));
});
