import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { word: z.string(), mode: z.enum(["a", "b c"]), list: z.array(z.int()), n: z.int() },
  // @ts-expect-error the editor says it too
  command: ({ params }) => ["print", params.word.text, params.mode.text, params.list.text, params.n.word],
});

export default pipeline({ name: "wrong" }, () => {
  s({ word: "a", mode: "a", list: [1], n: 1 });
});
