import type { Program } from "../../../dsl/foreign/work.ts";

/** Programs that run an argument as code, and the flags before it. */
const interpreters: Readonly<Record<string, RegExp>> = {
  sh: /^-[a-z]*c$/,
  bash: /^-[a-z]*c$/,
  ash: /^-[a-z]*c$/,
  dash: /^-[a-z]*c$/,
  zsh: /^-[a-z]*c$/,
  ksh: /^-[a-z]*c$/,
  python: /^-c$/,
  python3: /^-c$/,
  node: /^(-e|-p|-pe|--eval|--print)$/,
  perl: /^-[a-zA-Z]*[eE]$/,
  ruby: /^-e$/,
  php: /^-r$/,
  pwsh: /^-(c|Command)$/i,
};

/** The texts of a program that an interpreter runs as code: what stands after `sh -c`, `python -c` and the like. */
export function codeArguments({ command, args }: Program): readonly { readonly where: string; readonly text: string }[] {
  const words = [
    ...command.map((text, index) => ({ where: `command[${index}]`, text })),
    ...args.map((text, index) => ({ where: `args[${index}]`, text })),
  ];
  let flag: RegExp | undefined;
  return words.filter(({ text }, index) => {
    const isCode = index > 0 && flag?.test(words[index - 1]!.text) === true;
    flag = interpreters[text.split("/").at(-1)!] ?? flag;
    return isCode;
  });
}
