/** The names that ldd could not find, from what it printed. */
export function missingLibraries(printed: string): readonly string[];
