/** How many bytes a value has as JSON, which is how a cluster keeps its objects. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
