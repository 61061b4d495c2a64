import { expect, test } from "vitest";
import { jsonRenderer } from "../../../runner/logging/json-renderer.ts";
import { failedRun, log } from "./sample-run.ts";

test("every event is one line of JSON that reads back as it was", () => {
  let text = "";
  const renderer = jsonRenderer((piece) => {
    text += piece;
  });
  const events = [...failedRun, log(9, "a", "two\nlines \u001b[2J\u2028")];
  for (const event of events) renderer.onEvent(event);
  renderer.end({ report: "x" });
  expect(text.endsWith("\n")).toBe(true);
  expect(
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(events);
  expect(text).not.toContain("\u001b");
});
