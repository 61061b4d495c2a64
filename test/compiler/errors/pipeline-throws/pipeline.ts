import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const config = JSON.parse("{") as { what: string };
  say({ what: config.what });
});
