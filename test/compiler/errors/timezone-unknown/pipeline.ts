import { cron, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", schedule: cron("0 3 * * *", { timezone: "Mars/One" }) }, () => {
  say({ what: 1 });
});
