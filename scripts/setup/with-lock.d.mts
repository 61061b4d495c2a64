/** Does `work` while nobody else holds `lock`, a folder that need not be there; waits for the other one to end. */
export function withLock<T>(work: () => Promise<T>, lock?: string): Promise<T>;
