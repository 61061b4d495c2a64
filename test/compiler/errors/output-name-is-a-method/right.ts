import { component, pipeline } from "pipewright";
import { z } from "zod";

const split = component({
  name: "split",
  params: { after: z.number() },
  outputs: { afterwards: z.number() },
  run: () => ({ afterwards: 1 }),
});

export default pipeline({ name: "right" }, () => {
  split({ after: 1 });
});
