import { relative, sep } from "node:path";

/** A file as other programs know it, with `/` on every machine. */
export const relativeFile = (file: string, folder: string): string => relative(folder, file).split(sep).join("/");
