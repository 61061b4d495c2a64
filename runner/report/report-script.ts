import { graphViewScript } from "./script/graph-view.ts";
import { logSearchScript } from "./script/log-search.ts";
import { placesScript } from "./script/places.ts";
import { stepFilterScript } from "./script/step-filter.ts";

/** The report's own script. Without it all is there, closed; what only works with it is hidden until it runs. */
export const reportScript = `(() => {
${placesScript}
{
${graphViewScript}
}
{
${stepFilterScript}
}
{
${logSearchScript}
}
})();`;
