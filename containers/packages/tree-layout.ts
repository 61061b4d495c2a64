/** Raised when the files that are laid of a closure, or what is known of them, come out otherwise than before. */
export const treeLayout = 2;
