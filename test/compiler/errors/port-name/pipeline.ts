import { component, pipeline } from "pipewright";
import { z } from "zod";

const train = component({ name: "train", params: { "learning-rate": z.number() }, run: () => {} });

export default pipeline({ name: "wrong" }, () => {
  train({ "learning-rate": 1 });
});
