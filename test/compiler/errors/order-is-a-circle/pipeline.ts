import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const first = say({ what: 1 });
  const second = say({ what: 2 }).after(first);
  const third = say({ what: 3 }).after(second);
  first.after(third);
});
