import { http, pipeline } from "pipewright";
import { z } from "zod";

const s = http({
  name: "start",
  url: "https://example.org/",
  method: "POST",
  params: { note: z.string() },
  body: ({ params }) => ({ job: { note: `says ${params.note.json}` } }),
});

export default pipeline({ name: "wrong" }, () => {
  s({ note: "a" });
});
