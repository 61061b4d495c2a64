/**
 * A part of a run that a walk goes through: an invocation of a template, a step, an item of a loop. What changes wakes it, and with it those
 * around; a walk goes only into what is awake.
 */
export abstract class Unit {
  #awake = true;
  readonly owner: Unit | undefined;

  constructor(owner: Unit | undefined) {
    this.owner = owner;
  }

  get isAwake(): boolean {
    return this.#awake;
  }

  wake(): void {
    if (this.#awake) return;
    this.#awake = true;
    this.owner?.childWoke(this);
    this.owner?.wake();
  }

  /** Called by a walk that goes in. */
  protected settle(): void {
    this.#awake = false;
  }

  /** For those who keep a list of who is awake. */
  protected childWoke(_child: Unit): void {}
}
