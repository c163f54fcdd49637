/** What something took. */
export interface Cost {
  /** s of the processor, by this process alone: what else runs on the machine does not count. */
  readonly processor: number;
  /** s of the clock. */
  readonly clock: number;
}

/** @returns a function that tells what was taken since */
export function startClock(): () => Cost {
  const usage = process.cpuUsage();
  const mark = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(usage);
    return { processor: (user + system) / 1e6, clock: (performance.now() - mark) / 1000 };
  };
}

/** Memory that the process holds, MiB. */
export function heldMemory(): number {
  return process.memoryUsage().rss / 2 ** 20;
}
