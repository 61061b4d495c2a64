import { mutex, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", options: { locks: [mutex("registry")] } }, () => {
  say({ what: 1 }).with({ locks: [mutex("registry")] });
});
