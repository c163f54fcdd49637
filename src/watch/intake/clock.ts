/** What is wrong with the time of a message, as it is counted. */
export type TimeFault = "time runs backwards for this sensor" | "time is far ahead" | "time is far behind";

/** The watch's sense of time, made of the messages' own times; there is no other clock. */
export interface DataClock {
  /** s after the reference, the latest time that was believed; null before the first message. */
  readonly now: number | null;
  /**
   * Takes one message's time.
   *
   * @param sensor whose message it is
   * @param time s after the reference
   * @param allowance how far a sensor's messages may run backwards, s
   * @returns null where the time is believed
   */
  take(sensor: string, time: number, allowance: number): TimeFault | null;
}

/** Beyond this a message does not continue what was heard before, s. */
const LEAP = 3600;
/** So many messages in a row that agree with each other move the clock all the same. */
const AGREEING = 5;
/** They agree when they lie within this of each other, s. */
const AGREEMENT = 120;

/**
 * Opens a clock that can't be led away by one bad message, and still follows when the data themselves leap (two
 * recordings, one after the other).
 */
export function openClock(): DataClock {
  let now: number | null = null;
  let heard = 0;
  const latest = new Map<string, number>();
  let leaping: { time: number; count: number } | null = null;

  const moved = (time: number): boolean => {
    if (leaping !== null && Math.abs(time - leaping.time) < AGREEMENT)
      leaping = { time, count: leaping.count + 1 };
    else leaping = { time, count: 1 };
    return leaping.count >= AGREEING;
  };
  return {
    get now() {
      return now;
    },
    take(sensor, time, allowance) {
      if (now !== null && Math.abs(time - now) > LEAP) {
        // backwards only where the clock itself rests on a few messages
        const believed = moved(time) && (time > now || heard < AGREEING);
        if (!believed) return time > now ? "time is far ahead" : "time is far behind";
        latest.clear();
        now = time;
        heard = 0;
      }
      leaping = null;
      const last = latest.get(sensor);
      if (last !== undefined && time < last - allowance) return "time runs backwards for this sensor";
      latest.set(sensor, Math.max(time, last ?? time));
      now = now === null ? time : Math.max(now, time);
      heard += 1;
      return null;
    },
  };
}
