import { profile } from "pipewright";

export default profile({ name: "lost", base: "gkee" });
