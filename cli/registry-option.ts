import { UsageError } from "./usage-error.ts";

const registryName = /^[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9._-]+)*$/;

export const isRegistry = (text: string): boolean => registryName.test(text);

/** A place for images that a person said. @throws UsageError */
export function checkedRegistry(text: string | undefined): string | undefined {
  if (text !== undefined && !isRegistry(text)) throw new UsageError(`"${text}" is no place for images, such as ghcr.io/me.`);
  return text;
}
