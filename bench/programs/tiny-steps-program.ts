/** An author's file whose pipeline is a loop of steps that do next to nothing. */
export const tinyStepsProgram = (numSteps: number): string => `import { component, forEach, pipeline, range } from "pipewright";
import { z } from "zod";

const double = component({
  name: "double",
  params: { number: z.int() },
  outputs: { doubled: z.int() },
  run: async ({ params }) => ({ doubled: params.number * 2 }),
});

export default pipeline({ name: "tiny-steps" }, () => {
  forEach(range(${numSteps}), (number) => double({ number }));
});
`;
