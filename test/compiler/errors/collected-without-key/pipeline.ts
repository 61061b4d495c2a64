import { component, Directory, forEach, listOf, pipeline, templateRef } from "pipewright";
import { z } from "zod";

const make = templateRef({
  name: "make",
  workflowTemplate: "tools",
  template: "make",
  params: { n: z.int() },
  arguments: ({ params }) => ({ n: params.n.text }),
  outputs: { made: Directory },
});
const use = component({ name: "use", inputs: { all: listOf(Directory) }, run: () => {} });

export default pipeline({ name: "wrong" }, () => {
  const { made } = forEach([1, 2], (n) => make({ n }));
  use({ all: made });
});
