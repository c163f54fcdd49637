/** The watch's sense of time, made of the messages' own times; there is no other clock. */
export interface DataClock {
  /** s after the reference, the latest time that was believed; null before the first message. */
  readonly now: number | null;
  /**
   * Takes one message's time.
   *
   * @param source whose message it is
   * @param time s after the reference
   * @param allowance how far a source's messages may run backwards, s
   * @returns whether the message is in order
   */
  take(source: string, time: number, allowance: number): boolean;
}

/** Opens a clock that has heard nothing. Each source's messages come in order; sources may lag behind each other. */
export function openClock(): DataClock {
  let now: number | null = null;
  const latest = new Map<string, number>();
  return {
    get now() {
      return now;
    },
    take(source, time, allowance) {
      const last = latest.get(source);
      if (last !== undefined && time < last - allowance) return false;
      latest.set(source, Math.max(time, last ?? time));
      now = now === null ? time : Math.max(now, time);
      return true;
    },
  };
}
