import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error a number is no text
  say({ what: 1 }).with({ env: { OMP_NUM_THREADS: 4 } });
});
