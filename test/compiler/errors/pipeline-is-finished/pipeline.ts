import { pipeline } from "pipewright";
import { say } from "../parts.ts";

let step: ReturnType<typeof say> | undefined;
export default pipeline({ name: "wrong" }, () => {
  step = say({ what: 1 });
});

step?.with({ retry: 2 });
