import { component, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export const stamp = component({
  name: "stamp",
  outputs: { at: z.string() },
  run: () => ({ at: new Date().toISOString() }),
});

export default pipeline({ name: "right" }, () => {
  const started = Date.now();
  say({ what: new Date(2024, 0, 1).toISOString() });
  stamp();
  if (started < 0) throw new Error("no clock");
});
