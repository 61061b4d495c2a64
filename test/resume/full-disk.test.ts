import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Journal, readJournal } from "../../runner/run/journal.ts";
import { makeProject, type Project } from "./helpers/project.ts";

/** A disk of a few megabytes; or why there can be none here. */
function tinyDisk(mebibytes: number): { readonly folder: string; readonly remove: () => void } | string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-full-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    return `no disk of a few megabytes can be mounted here: ${(error as Error).message.split("\n")[0]}`;
  }
  return {
    folder,
    remove: () => {
      execFileSync("umount", ["--lazy", folder]); // a process that was killed may not be gone yet
      rmSync(folder, { recursive: true });
    },
  };
}

/** Leaves so many bytes on a disk. */
function fillUp(folder: string, left: number): () => void {
  const file = join(folder, "ballast");
  writeFileSync(file, "");
  for (let bytes = 2 ** 24; bytes >= 512; bytes /= 2) {
    for (;;) {
      try {
        writeFileSync(file, Buffer.alloc(bytes, 1), { flag: "a" });
      } catch {
        break;
      }
    }
  }
  const { size } = { size: readFileSync(file).length };
  execFileSync("truncate", ["-s", String(Math.max(0, size - left)), file]);
  return () => rmSync(file);
}

const disks = [tinyDisk(48), tinyDisk(2)] as const;
const [project, small] = disks;
const problem = disks.find((disk) => typeof disk === "string");
const skipped = problem !== undefined && process.env["CI"] === undefined;
const because = problem === undefined ? "" : ` (${problem as string})`;

describe(`a disk that is full${because}`, { timeout: 240_000 }, () => {
  it.skipIf(skipped)(
    "ends the run with a clear sentence, and it goes on when there is room: nothing is lost, nothing repeated",
    async () => {
      if (typeof project === "string") throw new Error(project);
      const told = mkdtempSync(join(tmpdir(), "pipewright-told-"));
      try {
        const made = makeProject(["filling.ts"], project.folder);
        const makeRoom = fillUp(project.folder, 8 * 2 ** 20);
        const { code, stdout, stderr } = await made.call(["run", "filling.ts", "-p", `told=${told}/told`, "-p", "mebibytes=12"]);
        expect([code, stderr]).toEqual([1, ""]);
        expect(stdout).toMatch(
          /the disk is full, as filling[\w-]*\.fill found: main: Error \(exit code 75\): infrastructure: ENOSPC/,
        );
        expect(stdout).toMatch(/Go on: npx pipewright run --resume filling-/);
        makeRoom();
        const resumed = await made.call(["run", "--resume", "last"]);
        expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
        expect(readFileSync(join(told, "told"), "utf8")).toBe("make\nfill\nfill\n");
        expectEnd(made);
      } finally {
        project.remove();
      }
    },
  );

  it.skipIf(skipped)("leaves a journal that is whole, and can be written again when there is room", () => {
    if (typeof small === "string") throw new Error(small);
    try {
      const journal = new Journal(small.folder);
      const makeRoom = fillUp(small.folder, 100_000);
      const node = { displayName: "a", type: "Pod", phase: "Succeeded", children: [], startedAt: 1 } as const;
      const write = (name: string) => journal.write({ nodes: [{ ...node, name, message: "x".repeat(3000) }], globals: [] });
      const written: string[] = [];
      const writeAll = () => {
        for (let n = 0; n < 100; n++) {
          write(`node-${written.length}`);
          written.push(`node-${written.length}`);
        }
      };
      expect(writeAll).toThrow(/ENOSPC/);
      const before = written.length;
      expect(before).toBeGreaterThan(5);
      expect(readJournal(small.folder).nodes.map(({ name }) => name)).toEqual(written);
      expect(() => write("another")).toThrow(/ENOSPC/);
      makeRoom();
      write("after");
      journal.close();
      expect(readJournal(small.folder).nodes.map(({ name }) => name)).toEqual([...written, "after"]);
    } finally {
      small.remove();
    }
  });
});

function expectEnd(made: Project): void {
  const { nodes, ended } = readJournal(made.runFolder(made.runs()[0]!));
  expect(ended).toMatchObject({ phase: "Succeeded" });
  expect(nodes.filter(({ type }) => type === "Pod").map(({ phase }) => phase)).toEqual(["Succeeded", "Succeeded"]);
}
