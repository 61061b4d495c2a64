/** The first Node that runs TypeScript sources as they are. */
export const wanted = "22.18";
const [wantedMajor, wantedMinor] = wanted.split(".").map(Number);

/** Whether a Node of this version ("v24.1.0" or "24.1.0") is new enough. */
export function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
