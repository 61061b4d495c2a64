import { component, pipeline } from "pipewright";
import { z } from "zod";

const train = component({
  name: "trainModel",
  params: { "learning-rate": z.number(), data: z.string() },
  outputs: { with: z.number() },
  run: () => ({ with: 1 }),
});

export default pipeline({ name: "wrong", params: { "my-param": z.string().default("a") } }, () => {
  train({ "learning-rate": 1, data: "a" });
});
