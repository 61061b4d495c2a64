import { pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

const list = z.string().transform((text) => text.split(","));

export default pipeline({ name: "wrong", params: { list: list.default(["a"]) } }, ({ list: items }) => {
  say({ what: items });
});
