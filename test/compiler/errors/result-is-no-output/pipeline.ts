import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const loop = forEach([1, 2], (item) => {
    say({ what: item });
    return { item };
  });
  say({ what: loop.item });
});
