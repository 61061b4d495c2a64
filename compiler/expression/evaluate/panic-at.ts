/** A panic with the place where it happened, in characters from the start of the source. */
export class PanicAt extends Error {
  override readonly name = "PanicAt";
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
