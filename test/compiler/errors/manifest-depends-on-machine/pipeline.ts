import { pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const source = process.env["SOURCE"] ?? "a.csv";
  ingest({ source });
});
