import { component, pipeline } from "pipewright";
import { farewell } from "./greeter.ts";

const own = component({ name: "own", run: () => {} }); // found through the pipeline that is exported

export default pipeline({ name: "right" }, () => {
  own();
  farewell();
});
