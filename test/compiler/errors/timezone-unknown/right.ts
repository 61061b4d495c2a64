import { cron, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", schedule: cron("0 3 * * *", { timezone: "US/Central" }) }, () => {
  say({ what: 1 });
});
