import { component, days, mutex, pipeline, text } from "pipewright";
import { z } from "zod";

const early = process.env["GREETING"];
const count = component({ name: "count", outputs: { rows: z.int() }, run: () => ({ rows: 3 }) });
const show = component({
  name: "show",
  run: ({ log }) => {
    const { REGION, ROWS, GREETING, PRICE, TOLD } = process.env;
    log.info(JSON.stringify([REGION, ROWS, GREETING, PRICE, TOLD, early]));
  },
});

/** Variables that Argo, Kubernetes or a shell would read something into, if they travelled as they are. */
export default pipeline(
  {
    name: "variables",
    params: { region: z.string().default("eu {{workflow.name}} $(HOME)") },
    defaults: { env: { PRICE: "5 $ $(HOME)", GREETING: "replaced below" }, cache: { maxAge: days(1) } },
    options: { locks: [mutex("variables")] },
  },
  ({ region }) => {
    const { rows } = count();
    show().with({ env: { REGION: region, ROWS: rows, GREETING: "{{=1+1}} $$ \\ ' \"", TOLD: text`${rows} rows of ${region}` } });
  },
);
