import type { CodeBlock } from "./pages.ts";

/** What a page takes as known: the module that has it, and its names. */
export interface Known {
  readonly module: string;
  readonly names: readonly string[];
}

/**
 * A block as a module that can be type-checked, its first line on line 2. One that exports is a file that somebody may paste, and has to
 * import what it uses. Another is a fragment: it stands in a function, among what its page takes as known and the words of `pipewright`.
 */
export function typedBlock({ code }: CodeBlock, words: Known, page: Known): string {
  if (/^export /m.test(code)) return `\n${code}`;
  const imports = code.match(/^import [^;]*;$/gm) ?? [];
  const own = new Set([...imports.join(" ").matchAll(/[\w$]+/g)].map(([name]) => name));
  const context = page.names.filter((name) => !own.has(name));
  const others = words.names.filter((name) => !own.has(name) && !context.includes(name));
  const head = [
    ...imports,
    importOf(others, words.module),
    importOf(context, page.module),
    importOf(own.has("z") ? [] : ["z"], "zod"),
  ];
  const body = code.replace(/^import [^;]*;$/gm, (text) => text.replace(/[^\n]/g, ""));
  return `${head.join(" ").replaceAll("\n", " ")} export const block = async () => {\n${body}};\n`;
}

/** The modules beside it that a block imports, by file name. */
export const neighboursOf = ({ code }: CodeBlock): readonly string[] =>
  [...code.matchAll(/ from "\.\/([^"]+)"/g)].map(([, file]) => file!);

const importOf = (names: readonly string[], module: string): string => `import { ${names.join(", ")} } from "${module}";`;
