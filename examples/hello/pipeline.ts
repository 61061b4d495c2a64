import { component, pipeline } from "pipewright";
import { z } from "zod";

const greet = component({
  name: "greet",
  params: { who: z.string().describe("Whom to greet") },
  outputs: { greeting: z.string() },
  run: ({ params }) => ({ greeting: `Hello, ${params.who}!` }),
});

const shout = component({
  name: "shout",
  params: { text: z.string(), times: z.int().min(1).default(1) },
  outputs: { shouted: z.string() },
  run: ({ params, log }) => {
    const shouted = Array<string>(params.times).fill(params.text.toUpperCase()).join(" ");
    log.info(shouted);
    return { shouted };
  },
});

export default pipeline({ name: "hello", params: { who: z.string().default("world") } }, ({ who }) => {
  const { greeting } = greet({ who });
  shout({ text: greeting, times: 2 });
});
