import { container, pipeline, raw } from "pipewright";
import { z } from "zod";

const s = container({
  name: "wait",
  image: "alpine:3.22",
  params: { seconds: z.int(), unit: z.string() },
  command: ({ params }) => ["sleep", `${params.seconds.text}${params.unit.word}`],
});
const t = raw({ name: "by-hand", params: { n: z.int() }, template: { suspend: { duration: "{{inputs.parameters.n}}" } } });

export default pipeline({ name: "right" }, () => {
  s({ seconds: 3, unit: "s" });
  t({ n: 3 });
});
