/** What dist/ is made from. */
export const sourceFolders: readonly string[];
