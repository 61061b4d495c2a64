/** How the controller's placeholders begin: texts that stand for values which only a run knows. */
const beginning = "__argo__internal__placeholder-";

/** Gives out placeholders, each with a number of its own. */
export function placeholders(): () => string {
  let count = 0;
  return () => `${beginning}${count++}`;
}

export const isPlaceholder = (text: string | undefined): boolean => text?.startsWith(beginning) === true;

export const holdsPlaceholder = (text: string): boolean => text.includes(beginning);

/** A controller counts its placeholders from its own start, so that a message can't tell their numbers. */
export const withoutNumbers = (message: string): string => message.replaceAll(/(__argo__internal__placeholder-)\d+/g, "$1<n>");
