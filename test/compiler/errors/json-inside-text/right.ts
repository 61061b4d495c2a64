import { http, pipeline } from "pipewright";
import { z } from "zod";

const s = http({
  name: "start",
  url: "https://example.org/",
  method: "POST",
  params: { note: z.string(), n: z.int() },
  body: ({ params }) => ({ job: { note: params.note.json, id: `job-${params.n.text}` } }),
});

export default pipeline({ name: "right" }, () => {
  s({ note: "a", n: 1 });
});
