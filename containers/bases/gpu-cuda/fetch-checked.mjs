// `node fetch-checked.mjs NAME FOLDER`: fetches the archive that NAME_URL names, holds it against NAME_SHA256, and unpacks it into FOLDER.
// Works in any builder, also in those that know no `ADD --checksum`. Without a hash nothing is fetched.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const [name, folder] = process.argv.slice(2);
const url = process.env[`${name}_URL`];
const wanted = process.env[`${name}_SHA256`] ?? "";
const tries = 3;

function fail(message) {
  process.stderr.write(`fetch-checked: ${message}\n`);
  process.exit(1);
}

if (!/^[0-9a-f]{64}$/.test(wanted)) {
  fail(
    `--build-arg ${name}_SHA256=<64 hexadecimal digits> is wanted: the hash of ${url}. ` +
      "Fetch it from two places that you trust, and compare: curl -sL URL | sha256sum",
  );
}

const archive = `${name}.tar.gz`;
for (let turn = 1; ; turn++) {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(archive));
    break;
  } catch (error) {
    if (turn === tries) fail(`${url} can't be fetched: ${error.message}${error.cause ? ` (${error.cause.message})` : ""}`);
    await new Promise((resume) => setTimeout(resume, turn * 1000));
  }
}

const hash = createHash("sha256");
await pipeline(createReadStream(archive), hash);
const found = hash.digest("hex");
if (found !== wanted) {
  rmSync(archive);
  fail(`${url} is not what was expected: sha256 ${found} instead of ${wanted}`);
}
mkdirSync(folder, { recursive: true });
execFileSync("tar", ["-xzf", archive, "-C", folder, "--no-same-owner"], { stdio: "inherit" });
rmSync(archive);
process.stdout.write(`${name}: ${url}, sha256 ${found}\n`);
