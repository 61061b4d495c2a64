import { mutex, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", options: { locks: [mutex("registry")] } }, () => {
  say({ what: 1 }).with({ locks: [mutex("registry", { namespace: "shared" }), mutex("warehouse")] });
});
