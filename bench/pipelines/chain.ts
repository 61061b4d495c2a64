import { component, pipeline } from "pipewright";
import { z } from "zod";

const add = component({
  name: "add",
  params: { to: z.int() },
  outputs: { sum: z.int() },
  run: async ({ params }) => ({ sum: params.to + 1 }),
});

/** Ten steps, each on what the one before gave. */
export default pipeline({ name: "chain" }, () => {
  let { sum } = add({ to: 0 });
  for (let step = 1; step < 10; step++) ({ sum } = add({ to: sum }));
});
