import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach([{ in: 3, out: 4 }], (item) => {
    say({ what: item.in });
  });
});
