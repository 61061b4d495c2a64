import { container, pipeline } from "pipewright";
import { z } from "zod";

const settings: object = { command: "tr", outputsFrom: { shuot: "stdout" }, securiti: {} };
const upper = container({ name: "upper", image: "alpine:3.22", outputs: { shout: z.string() }, ...settings } as never);

export default pipeline({ name: "wrong" }, () => void upper());
