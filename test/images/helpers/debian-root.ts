import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Architecture } from "./base.ts";

const run = promisify(execFile);

/** What Node's program is linked with, and certificates. */
export const debianPackages = ["ca-certificates", "libc6", "libgcc-s1", "libstdc++6"];

/** Documentation, and converters between character sets that nothing here asks for. */
const leftOut = [
  "usr/share/doc",
  "usr/share/man",
  "usr/share/lintian",
  "usr/sbin",
  "etc/ca-certificates",
  "usr/lib/x86_64-linux-gnu/gconv",
  "usr/lib/aarch64-linux-gnu/gconv",
];

/** The root of a small Debian of the same release as this machine's: unpacked packages, nobody's scripts run. */
export async function debianRoot(architecture: Architecture, folder: string): Promise<string> {
  const root = join(folder, "root");
  const archives = join(folder, "archives");
  for (const name of [root, archives]) mkdirSync(name, { recursive: true });
  await download(architecture, join(folder, "apt"), archives);
  const statusFolder = join(root, "var/lib/dpkg/status.d");
  mkdirSync(statusFolder, { recursive: true });
  for (const archive of readdirSync(archives).sort()) {
    const file = join(archives, archive);
    await run("dpkg-deb", ["--extract", file, root]);
    writeFileSync(join(statusFolder, archive.split("_")[0]!), (await run("dpkg-deb", ["--field", file])).stdout);
  }
  writeCertificates(root);
  for (const name of leftOut) rmSync(join(root, name), { recursive: true, force: true });
  writeOwn(root);
  return root;
}

/** Apt with lists of its own: this machine's are neither read nor changed, and need not know the other architecture. */
async function download(architecture: Architecture, apt: string, archives: string): Promise<void> {
  for (const name of ["lists/partial", "cache/archives/partial"]) mkdirSync(join(apt, name), { recursive: true });
  const settings = [
    `APT::Architecture=${architecture}`,
    `APT::Architectures=${architecture}`,
    `Dir::State=${apt}`,
    "Dir::State::status=/dev/null",
    `Dir::Cache=${join(apt, "cache")}`,
    "Dir::Etc::sourceparts=/etc/apt/sources.list.d",
    "Acquire::Languages=none",
    "APT::Sandbox::User=root", // the folder is the caller's, who may be anybody
  ].flatMap((setting) => ["-o", setting]);
  await run("apt-get", ["-qq", ...settings, "update"]).catch((error: unknown) => {
    if (!String(error).includes("Some index files failed")) throw error; // of a repository without this architecture
  });
  await run("apt-get", ["-qq", ...settings, "download", ...debianPackages], { cwd: archives });
}

function writeCertificates(root: string): void {
  const folder = join(root, "usr/share/ca-certificates/mozilla");
  const bundle = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  mkdirSync(join(root, "etc/ssl/certs"), { recursive: true });
  writeFileSync(join(root, "etc/ssl/certs/ca-certificates.crt"), bundle.join(""));
  rmSync(folder, { recursive: true });
}

function writeOwn(root: string): void {
  for (const name of ["app", "dev", "etc", "home/nonroot", "proc", "sys", "tmp", "var/tmp"])
    mkdirSync(join(root, name), { recursive: true });
  for (const name of ["tmp", "var/tmp"]) chmodSync(join(root, name), 0o1777);
  const users = "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n";
  writeFileSync(join(root, "etc/passwd"), users);
  writeFileSync(join(root, "etc/group"), "root:x:0:\nnonroot:x:65532:\n");
  writeFileSync(join(root, "etc/os-release"), 'ID=debian\nNAME="Debian GNU/Linux"\n');
}
