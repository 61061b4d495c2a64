export type RunningVerb = "resume" | "stop";

/** The verbs that speak to a run which somebody works on. */
export const runningVerbs: Readonly<Record<RunningVerb, string>> = {
  resume: `Usage: pipewright resume <run> [step] [-p NAME=TEXT]...

Answers a step that waits for a person, of a run in another terminal. Without -p the person at this
terminal is asked. A step that asks for nothing goes on, and so does a pause. A run is named by its
id, the beginning of its id, last, or its folder.

  -p, --param NAME=TEXT  an answer: go=YES; may be repeated
      --answer KEY=TEXT  the same as for pipewright run: approve-2.go=YES for one of several steps
      --context NAME, --namespace NAME, --kubeconfig FILE
                         a run on that cluster; not needed for one that was followed from here

A run that nobody works on is answered too; the answer counts when somebody goes on with it:
pipewright run --resume.

Exit code: 0 answered, 1 nothing waits or a wrong answer, 2 wrong usage.
`,
  stop: `Usage: pipewright stop <run> [--terminate]

Ends a run in another terminal for good: what runs gets SIGTERM, and SIGKILL after its grace
period; nothing new begins but exit handlers. (Ctrl-C in its own terminal ends only the work of
this runner: pipewright run --resume goes on.)

      --terminate        no exit handlers either
      --context NAME, --namespace NAME, --kubeconfig FILE
                         a run on that cluster; not needed for one that was followed from here

Exit code: 0 stopped, 1 no such run or nobody works on it, 2 wrong usage.
`,
};
