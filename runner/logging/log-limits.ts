/** What a node's log may add to the events of a run; all of it is in the step's own log file. */
export const maxLogLines = 5000;

/** The last line of a log that went on after that. */
export const moreInFile = "… more in the step's log file";
