import type { ArtifactOrigin, ArtifactUse, InputOrigin, Lineage, StepOrigin } from "../../runner/record/lineage.ts";
import { fitCells } from "../../util/graph/cell-text.ts";
import type { Style, Terminal } from "../terminal.ts";
import { commitWords, digestWords, sizeWords, valueWords } from "./words.ts";

/** One line of a tree, and what hangs from it. */
interface Branch {
  readonly text: string;
  readonly below: readonly Branch[];
}

/** A lineage as two trees: what it was made of, and what was made of it. */
export function showLineage({ artifact, copies, usedBy }: Lineage, { width, style }: Terminal): string {
  const trees = [
    treeLines({ text: artifactText(artifact), below: [stepBranch(artifact.madeBy)] }),
    usedBy.length === 0
      ? ["", "Nothing has used it."]
      : ["", "Used by", ...usedBy.flatMap((use) => treeLines(useBranch(use, "")))],
    copies.length === 0
      ? []
      : [
          "",
          `The same content: ${copies
            .slice(0, 5)
            .map((one) => `${one.run}/${one.step}/${one.output}`)
            .join(", ")}${copies.length > 5 ? `, and ${copies.length - 5} more` : ""}`,
        ],
  ];
  return trees
    .flat()
    .map((line, at) => `${painted(fitCells(line, width), at, style)}\n`)
    .join("");
}

const painted = (line: string, at: number, style: Style): string => (at === 0 || line === "Used by" ? style.bold(line) : line);

const artifactText = ({ run, step, output, digest, type, bytes }: ArtifactOrigin): string =>
  [`${run}/${step}/${output}`, type ?? "", sizeWords(bytes), digest === null ? "" : digestWords(digest)]
    .filter(Boolean)
    .join("  ");

function stepBranch({
  step,
  code,
  image,
  commit,
  uncommitted,
  parameters,
  cachedFrom,
  inputs,
  isRepeated,
  isCut,
}: StepOrigin): Branch {
  const from =
    cachedFrom === null ? `made by ${step}` : `made by ${cachedFrom.step} of run ${cachedFrom.run}, taken from the cache`;
  const values = Object.entries(parameters).filter(([name]) => code === null || !name.startsWith("digest-"));
  return {
    text: isRepeated ? `${from} (above)` : from,
    below: isRepeated
      ? []
      : [
          ...(code !== null ? [leaf(`code ${code}`)] : image !== null ? [leaf(`image ${image}`)] : []),
          ...(commit === null ? [] : [leaf(`commit ${commitWords(commit, uncommitted)}`)]),
          ...values.map(([name, value]) => leaf(`parameter ${name} = ${valueWords(value)}`)),
          ...inputs.map(inputBranch),
          ...(isCut ? [leaf("… and on")] : []),
        ],
  };
}

const leaf = (text: string): Branch => ({ text, below: [] });

function inputBranch({ input, digest, source, artifact }: InputOrigin): Branch {
  if (artifact === null) return leaf(`input ${input} from ${source ?? "an artifact that is not known"}`);
  const known = digest === null ? "" : `  ${digestWords(digest)}`;
  return { text: `input ${input}: ${artifact.output}${known}`, below: [stepBranch(artifact.madeBy)] };
}

function useBranch({ run, step, input, phase, made, isRepeated, isCut }: ArtifactUse, home: string): Branch {
  const name = run === home ? step : `${run}/${step}`;
  const ended = phase === "Succeeded" ? "" : `  ${phase.toLowerCase()}`;
  return {
    text: `${name} (as ${input})${ended}${isRepeated ? " (above)" : isCut ? " … and on" : ""}`,
    below: made.map(({ output, digest, usedBy }) => ({
      text: `${output}${digest === null ? "" : `  ${digestWords(digest)}`}`,
      below: usedBy.map((use) => useBranch(use, run)),
    })),
  };
}

function treeLines({ text, below }: Branch): readonly string[] {
  return [
    text,
    ...below.flatMap((branch, at) => {
      const isLast = at === below.length - 1;
      return treeLines(branch).map((line, row) =>
        row === 0 ? `${isLast ? "└─ " : "├─ "}${line}` : `${isLast ? "   " : "│  "}${line}`,
      );
    }),
  ];
}
