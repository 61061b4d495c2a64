import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { component, InputError, pipeline, seconds } from "pipewright";
import { z } from "zod";

const flaky = component({
  name: "flaky",
  params: { counter: z.string(), failures: z.int(), fault: z.enum(["component", "input"]), sleep: z.number().default(0) },
  outputs: { tries: z.int() },
  run: async ({ params, signal }) => {
    appendFileSync(params.counter, "x");
    const tries = readFileSync(params.counter, "utf8").length;
    await setTimeout(params.sleep * 1000, undefined, { signal });
    if (tries <= params.failures) {
      if (params.fault === "input") throw new InputError("bad-row", "Row 3 is bad.");
      throw new Error(`try ${tries} fails`);
    }
    return { tries };
  },
});

/** Tried twice more after a wait of 1 and 2 seconds. */
export default pipeline(
  {
    name: "retry",
    params: {
      counter: z.string(),
      failures: z.int(),
      fault: z.enum(["component", "input"]).default("component"),
      sleep: z.number().default(0),
    },
  },
  ({ counter, failures, fault, sleep }) => {
    flaky({ counter, failures, fault, sleep }).with({
      retry: { limit: 2, backoff: { duration: seconds(1), factor: 2 } },
      timeout: "3s",
    });
  },
);
