import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const first = say({ what: 1 });
  const left = say({ what: 2 }).after(first);
  const right = say({ what: 3 }).after(first);
  say({ what: 4 }).after(left, right, first);
});
