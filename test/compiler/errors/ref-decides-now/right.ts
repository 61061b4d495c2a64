import { pipeline, type Ref, type Step, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { good, rows } = ingest({ source: "a.csv" });
  let before: Step | undefined;
  for (const what of ["a", "b"]) {
    const shown = say({ what });
    if (before) shown.after(before); // undefined in the first round
    before = shown;
  }
  const tell = (what: string, count?: Ref<number>) => say({ what: count ? count : what }); // the ref may be left out
  tell("rows", rows);
  tell("nothing");
  if (["a"].length > 0) when(good, () => void say({ what: "good" }));
});
