import { compareEpochs, type Epoch, secondsBetween } from "../../astro/index.js";

/** What is wrong with the time of a message that does not continue what was heard, as it is counted. */
export type LeapFault = "time is far ahead" | "time is far behind";

/** A message by its time and who sent it. */
export interface Timed {
  readonly source: string;
  readonly epoch: Epoch;
}

/** What is decided about messages so far, in the order in which they came. */
export interface LeapVerdict<M> {
  readonly refused: readonly { readonly message: M; readonly fault: LeapFault }[];
  readonly believed: readonly M[];
}

/** Lets time go on as the messages agree that it does. */
export interface LeapGate<M> {
  /** Takes a message; one that leaps ahead is held until others agree with it or contradict it. */
  take(message: M): LeapVerdict<M>;
  /** Decides about what is still held, at the end of all messages. */
  close(): LeapVerdict<M>;
}

/** A message so far ahead of what was heard does not continue it, s: longer than any look, scan or heartbeat. */
const AHEAD = 30;
/** Nor does one that is so far behind, s. */
const BEHIND = 3600;
/** Messages that agree about the time lie within this of each other, s. */
const AGREEMENT = 120;
/** Messages of a single source that nobody contradicts: where no other was heard, and where another was. */
const ALONE = 5;
const PERSISTING = 20;

/**
 * Opens a gate that one bad message can't lead away, and that still follows when the data leap (a quiet hour, two
 * recordings one after the other). The first message is no better than any other: time begins where two sources agree,
 * or one that is alone goes on.
 */
export function openLeapGate<M extends Timed>(): LeapGate<M> {
  let now: Epoch | null = null;
  let held: M[] = [];
  const heard = new Set<string>();

  const believe = (messages: readonly M[]): readonly M[] => {
    for (const { source, epoch } of messages) {
      heard.add(source);
      if (now === null || compareEpochs(epoch, now) > 0) now = epoch;
    }
    return messages;
  };
  const refuseHeld = () => {
    const refused = held.map((message) => ({ message, fault: "time is far ahead" as const }));
    held = [];
    return refused;
  };
  const release = (): LeapVerdict<M> => {
    const chain = agreeingEnd(held);
    // at the start what stands alone before a time that is agreed on is a stray; later it may be a quiet stretch
    const strays = now === null && chain.length > 1 ? held.slice(0, held.length - chain.length) : [];
    const believed = believe(held.slice(strays.length));
    held = [];
    return { refused: strays.map((message) => ({ message, fault: "time is far behind" })), believed };
  };

  return {
    take(message) {
      const ahead = now === null ? Number.POSITIVE_INFINITY : secondsBetween(now, message.epoch);
      if (ahead < -BEHIND) return { refused: [{ message, fault: "time is far behind" }], believed: [] };
      if (ahead <= AHEAD) return { refused: refuseHeld(), believed: believe([message]) };
      const first = held[0];
      const contradicted = first !== undefined && secondsBetween(first.epoch, message.epoch) < -AGREEMENT;
      const refused = contradicted ? refuseHeld() : [];
      held.push(message);
      if (!agreed(held, heard)) return { refused, believed: [] };
      const released = release();
      return { refused: [...refused, ...released.refused], believed: released.believed };
    },
    close() {
      const first = held[0];
      if (first === undefined) return { refused: [], believed: [] };
      const unsupported = held.length < ALONE && otherHeard(heard, first.source);
      return unsupported ? { refused: refuseHeld(), believed: [] } : release();
    },
  };
}

/** The last messages of a list, as far back as each lies near the next. */
function agreeingEnd<M extends Timed>(messages: readonly M[]): readonly M[] {
  let from = messages.length - 1;
  const near = (i: number) =>
    Math.abs(secondsBetween(messages[i]!.epoch, messages[i + 1]!.epoch)) < AGREEMENT;
  while (from > 0 && near(from - 1)) from -= 1;
  return messages.slice(Math.max(0, from));
}

function agreed(held: readonly Timed[], heard: ReadonlySet<string>): boolean {
  if (new Set(agreeingEnd(held).map(({ source }) => source)).size > 1) return true;
  return held.length >= (otherHeard(heard, held.at(-1)!.source) ? PERSISTING : ALONE);
}

/** Whether anybody but this source was believed before. */
function otherHeard(heard: ReadonlySet<string>, source: string): boolean {
  return heard.size > (heard.has(source) ? 1 : 0);
}
