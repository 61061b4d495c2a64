import { component, days, Examples, gitRepository, pipeline, Schema, s3, stored, textFile } from "pipewright";
import { train } from "../parts.ts";

const validate = component({ name: "validate", inputs: { schema: Schema }, run: () => {} });
const revision = "9fceb02d0ae598e95dc970b74767f19372d61af8";

/** A commit and a text are what they are; of a place that nobody writes over the author says so. */
export default pipeline({ name: "right", defaults: { cache: { maxAge: days(7) } } }, () => {
  const examples = stored(Examples, s3("examples/2026-01"));
  train({ examples, epochs: 1 }).with({ cache: { maxAge: days(7), digests: { examples: "2026-01" } } });
  validate({ schema: stored(Schema, gitRepository("https://git.example/schemas.git", { revision })) });
  validate({ schema: stored(Schema, textFile("columns: []")) });
});
