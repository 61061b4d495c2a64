/**
 * An author's file whose pipeline is a chain: one component, called again and again, each time on what the call before gave. In the
 * author's own loop, so that the file stays small and the time is the compiler's.
 */
export const chainProgram = (numTasks: number): string => `import { component, pipeline } from "pipewright";
import { z } from "zod";

const add = component({
  name: "add",
  params: { to: z.int() },
  outputs: { sum: z.int() },
  run: async ({ params }) => ({ sum: params.to + 1 }),
});

export default pipeline({ name: "chain" }, () => {
  let { sum } = add({ to: 0 });
  for (let step = 1; step < ${numTasks}; step++) ({ sum } = add({ to: sum }));
});
`;
