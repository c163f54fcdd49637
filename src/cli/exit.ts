/** What the command's exit code says. */
export const EXIT = {
  success: 0,
  internalError: 1,
  unusableInput: 2,
  checkFailed: 3,
  interrupted: 130,
  /** 128 + SIGPIPE. */
  nobodyReads: 141,
} as const;

/** Sets the exit code of a command that ended without an error. */
export type SetExit = (code: number) => void;
