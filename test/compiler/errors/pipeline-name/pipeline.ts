import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "Taxi_Retrain" }, () => {
  say({ what: 1 });
});
