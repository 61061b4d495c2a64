import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export const one = pipeline({ name: "right" }, () => {
  say({ what: 1 });
});
export default one;
