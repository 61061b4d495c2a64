/** The names that ldd could not find, from what it printed. */
export function missingLibraries(printed) {
  return printed
    .split("\n")
    .filter((line) => /=>\s*not found/.test(line))
    .map((line) => line.trim().split(/\s/)[0]);
}
