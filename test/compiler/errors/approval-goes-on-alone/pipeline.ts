import { approve, hours, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const release = approve({ message: "Release it?", timeout: hours(12) });
  say({ what: "released" }).after(release);
});
