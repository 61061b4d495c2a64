import { Examples, pipeline } from "pipewright";
import { train } from "../parts.ts";

export default pipeline({ name: "wrong", inputs: { examples: Examples } }, ({ examples }) => {
  train({ examples, epochs: 3 });
});
