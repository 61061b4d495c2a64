import { nfs, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ mounts: { "/data": nfs("files.example", "exports/data") } });
});
