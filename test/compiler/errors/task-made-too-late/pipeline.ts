import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  setTimeout(() => say({ what: "later" }), 10);
  Promise.resolve("then").then((what) => say({ what }));
  say({ what: "now" });
});
