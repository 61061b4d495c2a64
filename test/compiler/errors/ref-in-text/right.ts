import { container, File, pipeline, text } from "pipewright";
import { ingest, say } from "../parts.ts";

const hello = container({
  name: "hello",
  image: "alpine:3.22",
  outputs: { said: File },
  command: ({ outputs }) => ["sh", "-c", `echo hello > ${outputs.said.path}`], // a path, known now
});

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const rowsToday = ["a", "b"].length;
  say({ what: text`there are ${rows} rows` });
  say({ what: `today ${rowsToday}` });
  hello();
});
