import { recordedSuite } from "./recorded-suite.ts";

recordedSuite("failures");
