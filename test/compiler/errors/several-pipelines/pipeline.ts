import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export const first = pipeline({ name: "first" }, () => {
  say({ what: 1 });
});
export const second = pipeline({ name: "second" }, () => {
  say({ what: 1 });
});
