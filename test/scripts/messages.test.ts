import { describe, expect, it } from "vitest";
import { parseMessages } from "../../scripts/messages/parse-messages.ts";
import { requireOneSectionEach } from "../../scripts/messages/read-topics.ts";

const section = `## gpu-not-whole

> Task "%task%": gpu(%count%) is
> no whole number of GPUs.
> help: Whole devices: gpu(1) for "%task%".

Devices are whole.

Nobody splits one.

\`\`\`ts right
gpu(1);
\`\`\`
`;

describe("a file of messages", () => {
  it("gives a code its sentence, its help, the words of both and the explanation", () => {
    expect(parseMessages("check", `# Graph\n\n${section}`)).toEqual({
      name: "check",
      title: "Graph",
      sections: [
        {
          code: "gpu-not-whole",
          severity: "error",
          text: 'Task "%task%": gpu(%count%) is no whole number of GPUs.',
          help: 'Whole devices: gpu(1) for "%task%".',
          words: ["task", "count"],
          why: "Devices are whole.\n\nNobody splits one.",
          right: [{ language: "ts", text: "gpu(1);" }],
          wrong: [],
        },
      ],
    });
  });

  it("says which problems are warnings", () => {
    const text = section.replace("gpu-not-whole", "gpu-not-whole (warning)");
    expect(parseMessages("check", `# Graph\n\n${text}`).sections[0]).toMatchObject({
      code: "gpu-not-whole",
      severity: "warning",
    });
  });

  it.each([
    ["has no title", section, "wants a title"],
    ["has a heading that is no code", `# T\n${section.replace("gpu-not-whole", "GPU not whole")}`, 'a heading is "## some-code"'],
    ["has a section without a message", "# T\n## a-code\n\nWhy.\n", "begins with a quoted message"],
    ["has a section without an explanation", "# T\n## a-code\n\n> It is wrong.\n", "lacks an explanation"],
    ["has two helps", "# T\n## a-code\n\n> Wrong.\n> help: a\n> help: b\n\nWhy.\n", "one help"],
    [
      "has a word that no call can give",
      "# T\n## a-code\n\n> %Task-name% is wrong.\n\nWhy.\n",
      "%Task-name% is no name for a word",
    ],
    [
      "has a block of code that is neither right nor wrong",
      `# T\n${section.replace("ts right", "ts")}`,
      "ts right or ```ts wrong",
    ],
  ])("is refused when it %s", (_title, text, words) => {
    expect(() => parseMessages("check", text)).toThrow(words);
  });

  it("is refused when another file has the same code", () => {
    const topics = ["lint", "check"].map((name) => parseMessages(name, `# T\n${section}`));
    expect(() => requireOneSectionEach(topics)).toThrow('"gpu-not-whole" has a section in lint.md and another in check.md');
  });
});
