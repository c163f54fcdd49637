import { clearWhenOutputCloses } from "./closed-output.js";
import { type Interruption, listenForInterrupt } from "./interrupt.js";
import { openProgress, type Progress } from "./progress.js";

/** What a verb has at hand while it works. */
export interface CommandContext {
  readonly progress: Progress;
  readonly interruption: Interruption;
  /** @param clear what must be cleared away when a second Ctrl-C, or a reader that left, ends the process at once */
  onForcedEnd(clear: () => void): void;
  secondsSinceStart(): number;
  /** @returns largest resident memory of this process so far, MiB */
  peakRssMiB(): number;
}

/**
 * Runs a verb's work with a progress line and an ear for Ctrl-C.
 *
 * @param work the verb
 * @returns what it returns
 */
export async function withContext<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const begun = performance.now();
  const clearings: (() => void)[] = [];
  const clearAll = () => {
    for (const clear of clearings) clear();
  };
  const interruption = listenForInterrupt(clearAll);
  const outputStays = clearWhenOutputCloses(clearAll);
  const progress = openProgress();
  try {
    return await work({
      progress,
      interruption,
      onForcedEnd: (clear) => clearings.push(clear),
      secondsSinceStart: () => (performance.now() - begun) / 1000,
      peakRssMiB: () => process.resourceUsage().maxRSS / 1024,
    });
  } finally {
    progress.clear();
    outputStays();
    interruption.dispose();
  }
}
