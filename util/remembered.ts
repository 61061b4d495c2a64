/**
 * The same function, which answers for an object that it has seen before without asking again. For frozen objects only: what changes
 * would be answered as it was.
 *
 * ```ts
 * const stepsOf = remembered((plan: Plan) => [...allSteps(plan)]);
 * ```
 */
export function remembered<K extends object, V>(find: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = find(key);
    known.set(key, { value });
    return value;
  };
}
