import { pipeline, templateRef } from "pipewright";

const s = templateRef({ name: "notify", workflowTemplate: "Platform Tools", template: "send message" });

export default pipeline({ name: "wrong" }, () => {
  s();
});
