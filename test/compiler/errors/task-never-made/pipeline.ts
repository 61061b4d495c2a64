import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error never read
  // biome-ignore lint/correctness/noUnusedVariables: the mistake
  const prepare = () => say({ what: "prepare" });
  const names: string[] = [];
  names.map((what) => say({ what }));
  say({ what: "last" });
});
