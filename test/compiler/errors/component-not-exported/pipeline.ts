import { pipeline } from "pipewright";
import { greeter } from "./greeter.ts";

const greet = greeter("greet");

export default pipeline({ name: "wrong" }, () => {
  greet();
});
