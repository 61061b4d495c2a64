import { cron, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", schedule: cron("*/15 0-23/2 1,15 jan-DEC MON-fri") }, () => {
  say({ what: 1 });
});
