import { Examples, pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

const learn = pipeline({ name: "learn", inputs: { examples: Examples } }, ({ examples }) => {
  train({ examples, epochs: 3 });
});

export default pipeline({ name: "right" }, () => {
  learn({ examples: ingest({ source: "a.csv" }).examples });
});
