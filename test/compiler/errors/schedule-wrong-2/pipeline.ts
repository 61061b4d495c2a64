import { cron, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", schedule: cron("61 25 * * sun-mon") }, () => {
  say({ what: 1 });
});
