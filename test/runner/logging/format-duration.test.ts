import { expect, test } from "vitest";
import { formatDuration } from "../../../runner/logging/format-duration.ts";

test.each([
  [0, "0.0s"],
  [1234, "1.2s"],
  [59_949, "59.9s"],
  [59_950, "1m00s"],
  [83_000, "1m23s"],
  [3_599_499, "59m59s"],
  [3_600_000, "1h00m"],
  [7_500_000, "2h05m"],
  [86_400_000 * 3, "3d00h"],
  [-5, "0.0s"],
  [Number.NaN, "0.0s"],
])("%d milliseconds are %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
