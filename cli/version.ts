import manifest from "../package.json" with { type: "json" };

/** Pipewright's own version. */
export const version: string = manifest.version;
