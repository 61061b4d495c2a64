/** The greatest mode of a file is 0777, which is 511; one that was meant in octal digits is said in the others. */
export function limitHint(most: number | undefined, value: number): string {
  const octal = String(value);
  if (most !== 511 || !/^[0-7]{3,4}$/.test(octal)) return "";
  const decimal = Number.parseInt(octal, 8);
  return decimal <= most ? ` Octal ${octal} is ${decimal}.` : "";
}
