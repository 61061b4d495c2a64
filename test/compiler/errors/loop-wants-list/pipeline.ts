import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error a text is no list
  forEach("abc", (item) => void say({ what: item }));
});
