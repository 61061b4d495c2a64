import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error options have names
  say({ what: 1 }).with(3);
});
