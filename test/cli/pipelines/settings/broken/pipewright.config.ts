import { config } from "pipewright";

export default config({
  profile: "ofice",
});
