/** An instruction of a Dockerfile, lines joined, comments left out. */
export interface Instruction {
  /** In capitals: `FROM`. */
  readonly name: string;
  readonly text: string;
}

export interface Stage {
  /** As written behind FROM, with the default values of the arguments before the first FROM put in. */
  readonly image: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** Reads what a builder would. */
export function readDockerfile(text: string): readonly Stage[] {
  const instructions = text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .join("\n")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): Instruction => ({ name: line.split(" ")[0]!.toUpperCase(), text: line.slice(line.indexOf(" ") + 1).trim() }));
  const firstFrom = instructions.findIndex(({ name }) => name === "FROM");
  const values = new Map(instructions.slice(0, firstFrom).map(({ text: arg }) => arg.split("=", 2) as [string, string]));
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const instruction of instructions.slice(firstFrom)) {
    if (instruction.name !== "FROM") stages.at(-1)!.instructions.push(instruction);
    else {
      const [image, , name] = instruction.text.split(/\s+/);
      stages.push({ image: image!.replace(/\$\{(\w+)\}/g, (_, arg) => values.get(arg) ?? ""), name, instructions: [] });
    }
  }
  return stages;
}

/** What is wrong with a Dockerfile of a base, by the rules that all of ours follow. */
export function faultsOf(text: string): readonly string[] {
  const stages = readDockerfile(text);
  const names = new Set(stages.map(({ name }) => name));
  const all = stages.flatMap(({ instructions }) => instructions);
  const last = inherited(stages, stages.at(-1)!);
  const final = (name: string) => last.filter((one) => one.name === name).at(-1)?.text ?? "";
  const runs = all.filter(({ name }) => name === "RUN").map(({ text: command }) => command);
  const hashes = all.filter(({ name, text: arg }) => name === "ARG" && /_SHA256\b/.test(arg));
  return [
    ...stages
      .filter(({ image }) => !names.has(image) && !/^[a-z0-9.-]+\/[a-z0-9/._-]+:[\w.-]+@sha256:[0-9a-f]{64}$/.test(image))
      .map(({ image }) => `FROM ${image}: no registry, tag and digest`),
    ...stages.filter(({ image }) => /:latest\b/.test(image)).map(({ image }) => `FROM ${image}: latest`),
    ...(final("USER") === "65532:65532" ? [] : [`USER ${final("USER")}`]),
    ...(final("ENTRYPOINT") === '["/nodejs/bin/node"]' ? [] : [`ENTRYPOINT ${final("ENTRYPOINT")}`]),
    ...(/PATH=\/nodejs\/bin:/.test(final("ENV")) ? [] : ["PATH without /nodejs/bin"]),
    ...all.filter(({ name }) => name === "ADD").map(({ text: what }) => `ADD ${what}`),
    ...runs.filter((run) => /(curl|wget)\b/.test(run)).map((run) => `RUN ${run}: fetches without a hash`),
    ...runs.filter((run) => /apt-get install/.test(run) && !/DEBIAN_SNAPSHOT/.test(run)).map((run) => `RUN ${run}: of any day`),
    ...runs
      .filter((run) => /"?npm"?.*\bci\b/.test(run) && !run.includes("--ignore-scripts"))
      .map((run) => `RUN ${run}: runs scripts`),
    ...runs.filter((run) => /\bnpm (install|i)\b/.test(run)).map((run) => `RUN ${run}: not from a lock file`),
    ...hashes.filter(({ text: arg }) => !/^\w+(=[0-9a-f]{64})?$/.test(arg)).map(({ text: arg }) => `ARG ${arg}: no SHA-256`),
  ];
}

/** The instructions of a stage, after those of the stage that it begins from. */
function inherited(stages: readonly Stage[], stage: Stage): readonly Instruction[] {
  const below = stages.find(({ name }) => name === stage.image);
  return [...(below === undefined ? [] : inherited(stages, below)), ...stage.instructions];
}
