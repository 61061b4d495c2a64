import { pipeline, templateRef } from "pipewright";

const s = templateRef({ name: "notify", workflowTemplate: "platform.tools-2", template: "sendMessage" });

export default pipeline({ name: "right" }, () => {
  s();
});
