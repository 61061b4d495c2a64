import { pipeline } from "pipewright";

export default pipeline({ name: "wrong" }, () => {
  const = 3;
});
