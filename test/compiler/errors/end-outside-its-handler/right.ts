import { onExit, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  ingest({ source: "a.csv" }).onExit((end) => say({ what: end.status }));
  onExit((run) => {
    say({ what: "always" }).onExit((end) => {
      say({ what: end.status.concat(" ", run.status) });
    });
  });
});
