import { pipeline, when } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error a plain value is decided now
  when(1 > 0, () => {
    say({ what: 1 });
  });
});
