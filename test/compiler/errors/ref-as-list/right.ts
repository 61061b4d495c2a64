import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";
import { list } from "./list.ts";

export default pipeline({ name: "right" }, () => {
  const { names } = list();
  forEach(names, (name) => void say({ what: name }));
  say({ what: names.length() });
  for (const name of ["a", "b"]) say({ what: name });
  const said = ["a", "b"].map((what) => say({ what }));
  say({ what: "last" }).after(...said);
});
