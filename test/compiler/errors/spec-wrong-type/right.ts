import { container, pipeline } from "pipewright";
import { z } from "zod";

const settings = { command: ["tr"], outputsFrom: { shout: "stdout" } } as const;
const upper = container({ name: "upper", image: "alpine:3.22", outputs: { shout: z.string() }, ...settings });

export default pipeline({ name: "right" }, () => void upper());
