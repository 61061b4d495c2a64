import { component, pipeline } from "pipewright";
import { z } from "zod";

const train = component({ name: "train", params: { learning_rate: z.number(), _x2: z.number() }, run: () => {} });

export default pipeline({ name: "right" }, () => {
  train({ learning_rate: 1, _x2: 2 });
});
