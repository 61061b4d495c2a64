import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { SetupError } from "./setup-error.mjs";

/**
 * Runs `npm ci` in `folder`, quietly; what npm said is shown only when it fails.
 * Install scripts stay off: no package here needs one, and npm 12 blocks them.
 */
export async function npmCi(folder, what) {
  process.stderr.write(`pipewright: installing ${what} (npm ci)\n`);
  const { command, args, shell } = npmCommand();
  const options = [
    "ci",
    "--ignore-scripts",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const { code, said } = await run(command, [...args, ...options], { cwd: folder, shell });
  if (code !== 0) throw new SetupError(`${explain(said, code, folder)}${said && `\n\n${lastLines(said)}`}`);
}

/** npm as JavaScript for this very Node where it can be found, so that no shell and no npm.cmd comes between. */
function npmCommand() {
  const cli = [process.env.npm_execpath, ...besideNode()].find(
    (file) => file && basename(file) === "npm-cli.js" && existsSync(file),
  );
  if (cli !== undefined) return { command: process.execPath, args: [cli], shell: false };
  const onWindows = process.platform === "win32";
  const name = onWindows ? "npm.cmd" : "npm";
  const folders = (process.env.PATH ?? process.env.Path ?? "").split(delimiter);
  if (!folders.some((folder) => folder && existsSync(join(folder, name)))) {
    throw new SetupError("npm is not on the PATH: install Node 20 or newer with its npm, and try again.");
  }
  return { command: name, args: [], shell: onWindows };
}

function besideNode() {
  const folder = dirname(process.execPath);
  return [join(folder, "node_modules/npm/bin/npm-cli.js"), resolve(folder, "../lib/node_modules/npm/bin/npm-cli.js")];
}

function run(command, args, options) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const keep = (chunk) => {
      said = (said + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => fail(new SetupError(`npm could not be started (${error.code}).`)));
    child.on("close", (code, signal) => done({ code: code ?? signal, said: said.trim() }));
  });
}

function explain(said, code, folder) {
  if (/EACCES|EPERM|EROFS/.test(said))
    return `npm may not write to ${folder}: give yourself permission, or use a copy of the project.`;
  if (/ENOSPC/.test(said)) return `The disk is full: npm could not install into ${folder}.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|network/i.test(said)) {
    return "npm could not reach its registry: the first start needs the network once, later ones do not.";
  }
  return `npm ci failed in ${folder} (exit code ${code}).`;
}

const lastLines = (text) => text.split("\n").slice(-12).join("\n");
