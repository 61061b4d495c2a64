/** Lets so many pieces of work run at a time; the others wait in their order. */
export function createLimit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      // A place is handed on and not given back, so that nobody else slips in.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
