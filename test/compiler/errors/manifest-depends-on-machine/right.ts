import { file, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  if (process.env["LOUD"] === "1") console.log("loud");
  ingest({ source: file("right.ts") });
});
