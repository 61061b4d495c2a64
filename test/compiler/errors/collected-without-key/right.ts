import { component, container, Directory, forEach, listOf, pipeline, templateRef } from "pipewright";
import { z } from "zod";

const count = templateRef({
  name: "count",
  workflowTemplate: "tools",
  template: "count",
  params: { n: z.int() },
  arguments: ({ params }) => ({ n: params.n.text }),
  outputs: { m: z.int(), log: Directory },
});
const make = container({
  name: "make",
  image: "alpine:3.22",
  params: { m: z.int() },
  outputs: { made: Directory },
  command: ({ params, outputs }) => ["make", params.m.text, outputs.made.path],
});
const use = component({ name: "use", params: { m: z.array(z.int()) }, inputs: { all: listOf(Directory) }, run: () => {} });

export default pipeline({ name: "right" }, () => {
  const { made, m } = forEach([1, 2], (n) => {
    const { m } = count({ n });
    return { m, made: make({ m }).made };
  });
  use({ all: made, m });
});
