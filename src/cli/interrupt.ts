/** The user pressed Ctrl-C: what was begun is cleared away, and the command ends with 130. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  constructor() {
    super("interrupted");
  }
}

/** Lets long work notice Ctrl-C at places where stopping leaves nothing half done. */
export interface Interruption {
  /** Gives the event loop a turn, so that signals arrive. @throws {Interrupted} after Ctrl-C */
  breathe(): Promise<void>;
  /** @throws {Interrupted} after Ctrl-C */
  check(): void;
  /** Aborted by Ctrl-C; for work that takes a signal. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  dispose(): void;
}

/**
 * Listens for Ctrl-C (SIGINT) and SIGTERM. A second one ends the process at once.
 *
 * @param whenForced last clearing away before such an end; must not wait
 */
export function listenForInterrupt(whenForced: () => void = () => {}): Interruption {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) {
      whenForced();
      process.exit(130);
    }
    controller.abort(new Interrupted());
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const check = () => {
    if (controller.signal.aborted) throw new Interrupted();
  };
  return {
    signal: controller.signal,
    check,
    async breathe() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      check();
    },
    dispose() {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
