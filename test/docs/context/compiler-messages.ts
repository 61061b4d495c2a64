export { problem } from "../../../compiler/diagnostics/problem.ts";

export const task = { name: "train", at: { file: "/project/pipeline.ts", line: 12, column: 3 } };
export const count = 0.5;
