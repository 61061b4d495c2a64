/** A value that stands at a rank of the sorted values. */
export interface OrderStatistic {
  readonly value: number;
  /** How many values are smaller. */
  readonly below: number;
  /** How many values are smaller or equal. */
  readonly through: number;
}

/**
 * Which values stand at given ranks, when the values come sorted, each once with how often it occurs?
 *
 * Keeps what was asked for and nothing else, so a column of any length needs no more memory than its quantiles.
 *
 * @example
 * const statistics = new OrderStatistics([0, 3]);
 * statistics.add(10, 2);
 * statistics.add(20, 5);
 * statistics.at(3); // => { value: 20, below: 2, through: 7 }
 */
export class OrderStatistics {
  readonly #ranks: readonly number[];
  readonly #found = new Map<number, OrderStatistic>();
  #next = 0;
  #seen = 0;

  /** @param ranks from 0, in any order */
  constructor(ranks: Iterable<number>) {
    this.#ranks = [...new Set(ranks)].sort((left, right) => left - right);
  }

  /** @param value larger than the last one */
  add(value: number, count: number): void {
    const below = this.#seen;
    const through = below + count;
    this.#seen = through;
    let rank = this.#ranks[this.#next];
    if (rank === undefined || rank >= through) return;
    const statistic = { value, below, through };
    while (rank !== undefined && rank < through) {
      this.#found.set(rank, statistic);
      this.#next++;
      rank = this.#ranks[this.#next];
    }
  }

  /** @throws RangeError when the rank was not asked for, or lies behind the last value */
  at(rank: number): OrderStatistic {
    const found = this.#found.get(rank);
    if (found === undefined) throw new RangeError(`OrderStatistics: nothing is known of rank ${rank} among ${this.#seen} values`);
    return found;
  }
}
