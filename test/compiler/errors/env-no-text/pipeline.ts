import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error a list is no text
  say({ what: 1 }).with({ env: { COLUMNS: ["a", "b"] } });
});
