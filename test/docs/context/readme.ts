import { pipeline, suspend } from "pipewright";

export { pickBest } from "../../../examples/taxi/pick-best.ts";

export const trips = pipeline({ name: "trips" }, () => {
  suspend();
});
