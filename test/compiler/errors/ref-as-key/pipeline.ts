import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const words: Readonly<Record<string, string>> = { "1": "one" };
  // @ts-expect-error a ref is no key
  say({ what: words[rows] });
});
