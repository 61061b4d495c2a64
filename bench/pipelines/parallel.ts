import { setTimeout as sleep } from "node:timers/promises";
import { component, pipeline } from "pipewright";
import { z } from "zod";

const wait = component({
  name: "wait",
  params: { seconds: z.number() },
  run: async ({ params }) => {
    await sleep(params.seconds * 1000);
  },
});

/** Three steps of a second that do not wait for one another. */
export default pipeline({ name: "parallel" }, () => {
  wait({ seconds: 1 }).with({ displayName: "first" });
  wait({ seconds: 1 }).with({ displayName: "second" });
  wait({ seconds: 1 }).with({ displayName: "third" });
});
