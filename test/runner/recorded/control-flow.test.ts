import { recordedSuite } from "./recorded-suite.ts";

recordedSuite("control-flow");
