import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const tell = (what: string) => say({ what });
  ["a", "b"].forEach((what) => void tell(what));
});
