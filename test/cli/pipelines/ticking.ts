import { setTimeout } from "node:timers/promises";
import { component, cron, pipeline } from "pipewright";
import { z } from "zod";

const wait = component({
  name: "wait",
  params: { seconds: z.number() },
  outputs: { waited: z.number() },
  run: async ({ params, signal }) => {
    await setTimeout(params.seconds * 1000, undefined, { signal });
    return { waited: params.seconds };
  },
});

/** Its runs overlap: none may end the steps of another. */
export default pipeline(
  {
    name: "ticking",
    params: { seconds: z.number().default(2.5) },
    schedule: cron("@every 1s", { concurrency: "allow" }),
  },
  ({ seconds }) => {
    wait({ seconds });
  },
);
