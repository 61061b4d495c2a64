/** A condition that govaluate can't read or evaluate, in its words. */
export class WhenError extends Error {
  override readonly name = "WhenError";
}

export function fail(message: string): never {
  throw new WhenError(message);
}
