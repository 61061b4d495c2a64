import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  forEach(
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    ({ a }) => say({ what: a }),
  );
  forEach([1, "one", true], (item) => say({ what: item }));
});
