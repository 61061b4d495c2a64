// A pipeline in a test
export type { AnswerValues, TestAnswers, TestQuestion } from "./answers.ts";
// Who stands in for components
export { type FailureOptions, type Fake, FakeFailure, type FakeStep, fake, type Given, type Leaves, type Play } from "./fake.ts";
// One component, as in its container
export { type ComponentRun, runComponent, type TestInput, type TestResult } from "./run-component.ts";
export type { SkippedStep } from "./skipped-steps.ts";
export { type Content, type FolderContent, TestArtifact } from "./test-artifact.ts";
export { TestError } from "./test-error.ts";
export { type RunOptions, type TestOptions, testRun } from "./test-run.ts";
export { type ScheduledRun, type ScheduleOptions, testSchedule } from "./test-schedule.ts";
export type { Attempt, Call, LeftValues, ResultValues, TestCache, TestedRun, TestedStep, TestPhase } from "./tested-run.ts";
