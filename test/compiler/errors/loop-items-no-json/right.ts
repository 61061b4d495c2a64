import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  forEach(
    [
      { a: null, b: [1, "two"] },
      { a: 1e300, b: [] },
    ],
    (item) => say({ what: item.a }),
  );
});
