import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, async () => {
  await Promise.resolve();
  say({ what: 1 });
});
