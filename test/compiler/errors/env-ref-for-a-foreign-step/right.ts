import { container, pipeline, podField } from "pipewright";

const s = container({ name: "print", image: "alpine:3.22", command: ["env"] });

export default pipeline({ name: "right" }, () => {
  s().with({ env: { COUNT: 3, HOST: podField("spec.nodeName") } });
});
