export { ingest } from "./ingest/spec.ts";
export { statistics } from "./statistics/spec.ts";
export { validate } from "./validate/spec.ts";
