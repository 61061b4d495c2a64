import { pipeline, raw } from "pipewright";
import { z } from "zod";

const say = raw({
  name: "say",
  params: { what: z.enum(["hello", "goodbye"]) },
  template: ({ params }) => ({
    container: { image: "busybox:1.37", command: ["echo"], args: [params.what.word], comand: "ls" } as object,
  }),
});

export default pipeline({ name: "by-hand" }, () => {
  say({ what: "hello" });
});
