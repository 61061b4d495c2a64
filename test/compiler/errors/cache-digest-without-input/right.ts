import { days, Examples, pipeline, s3, stored } from "pipewright";
import { train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const examples = stored(Examples, s3("examples/2026-01"));
  train({ examples, epochs: 1 }).with({ cache: { maxAge: days(7), digests: { examples: "2026-01" } } });
});
