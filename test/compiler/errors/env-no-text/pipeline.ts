import { File, pipeline, s3, stored } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error a list is no text
  say({ what: 1 }).with({ env: { COLUMNS: ["a", "b"] } });
  // @ts-expect-error an artifact is a file, and no text
  say({ what: 2 }).with({ env: { DATA: stored(File, s3("a.csv")) } });
});
