import { pipeline } from "pipewright";
// @ts-expect-error there is no such module
import { nothing } from "./nothing.ts";

export default pipeline({ name: "wrong" }, () => {
  nothing();
});
