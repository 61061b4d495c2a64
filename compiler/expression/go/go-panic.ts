/** What a Go program would have panicked or failed with: the words alone, the place is added by whoever knows it. */
export class GoPanic extends Error {
  override readonly name = "GoPanic";
}

/** Stops the evaluation with Go's words. */
export function panic(message: string): never {
  throw new GoPanic(message);
}
