import { component, days, Examples, gitRepository, pipeline, Schema, s3, stored } from "pipewright";
import { train } from "../parts.ts";

const validate = component({ name: "validate", inputs: { schema: Schema }, run: () => {} });

/** What lies in a store may be another thing tomorrow. */
export default pipeline({ name: "wrong", defaults: { cache: { maxAge: days(7) } } }, () => {
  train({ examples: stored(Examples, s3("examples/latest")), epochs: 1 });
  validate({ schema: stored(Schema, gitRepository("https://git.example/schemas.git", { revision: "v1.2" })) });
});
