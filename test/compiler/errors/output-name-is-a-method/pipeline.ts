import { component, pipeline } from "pipewright";
import { z } from "zod";

const split = component({ name: "split", outputs: { after: z.number() }, run: () => ({ after: 1 }) });

export default pipeline({ name: "wrong" }, () => {
  split();
});
