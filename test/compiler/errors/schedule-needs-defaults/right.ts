import { cron, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "right", schedule: cron("0 3 * * *"), params: { day: z.string().default("") } }, ({ day }) => {
  say({ what: day });
});
