import { approve, hours, pipeline, suspend } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const release = approve({ message: "Release it?" });
  const pause = suspend(hours(12)).after(release);
  say({ what: "released" }).after(pause);
});
