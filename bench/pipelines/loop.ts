import { setTimeout as sleep } from "node:timers/promises";
import { component, forEach, pipeline } from "pipewright";
import { z } from "zod";

const wait = component({
  name: "wait",
  params: { seconds: z.number() },
  run: async ({ params }) => {
    await sleep(params.seconds * 1000);
  },
});

/** A loop of four steps of a second. */
export default pipeline({ name: "loop" }, () => {
  forEach([1, 1, 1, 1], (seconds) => {
    wait({ seconds });
  });
});
