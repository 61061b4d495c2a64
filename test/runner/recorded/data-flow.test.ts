import { recordedSuite } from "./recorded-suite.ts";

recordedSuite("data-flow");
