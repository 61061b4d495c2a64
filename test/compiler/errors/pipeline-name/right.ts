import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "2-a-name-that-has-exactly-fifty-two-characters-in-it" }, () => {
  say({ what: 1 });
});
