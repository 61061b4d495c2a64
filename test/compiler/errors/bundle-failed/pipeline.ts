import { component, pipeline } from "pipewright";

/** The module is loaded only where the component runs, so nothing but the bundle sees that what it imports is not there. */
const lazy = component({ name: "lazy", run: () => import("./lazy.run.ts") });

export default pipeline({ name: "wrong" }, () => {
  lazy();
});
