import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: null });
  say({ what: { list: [1, "two", { three: [] }], "a key": new Date(0).toISOString() } });
  say({ what: Object.assign(Object.create(null), { bare: true }) });
});
