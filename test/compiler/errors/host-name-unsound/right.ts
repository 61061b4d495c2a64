import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    hostAliases: [{ ip: "10.0.0.7", names: ["warehouse-1.example.com"] }],
    dns: { searches: ["example.com."] },
  });
});
