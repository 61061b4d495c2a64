import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const now = new Date().toISOString();
  const seed = Math.floor(Math.random() * 1000);
  say({ what: now });
  say({ what: { seed, id: crypto.randomUUID() } });
});
