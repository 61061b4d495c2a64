import { cron, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", schedule: cron("0 3 * * *"), params: { day: z.string() } }, ({ day }) => {
  say({ what: day });
});
