import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const prepare = () => say({ what: "prepare" });
  const words = { later: () => say({ what: "later" }) };
  prepare();
  for (const tell of Object.values(words)) tell();
});
