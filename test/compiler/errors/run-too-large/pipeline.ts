import { forEach, pipeline, range } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach(range(200), (row) => {
    forEach(range(100), (column) => void say({ what: row.plus(column) }));
  });
});
