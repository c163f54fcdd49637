import { compareEpochs, type Epoch, epochFromUtc } from "../../astro/index.js";
import type { RecordedItem } from "./recorded-item.js";

/**
 * Joins several inputs into one in order of time. Each keeps its own order, even where its times run backwards: that
 * is for the watch to judge. A rejection comes as soon as its input reaches it.
 *
 * @param inputs in the order that decides between equal times
 */
export async function* mergeByTime(
  inputs: readonly (Iterable<RecordedItem> | AsyncIterable<RecordedItem>)[],
): AsyncGenerator<RecordedItem> {
  const heads: { readonly from: AsyncIterator<RecordedItem>; item: RecordedItem; time: Epoch | null }[] = [];
  const advance = async (from: AsyncIterator<RecordedItem>) => {
    const { value, done } = await from.next();
    return done === true ? null : { from, item: value, time: timeOf(value) };
  };
  for (const input of inputs) {
    const head = await advance(iteratorOf(input));
    if (head !== null) heads.push(head);
  }
  while (heads.length > 0) {
    let first = 0;
    for (let i = 1; i < heads.length; i += 1) if (isBefore(heads[i]!.time, heads[first]!.time)) first = i;
    const head = heads[first]!;
    yield head.item;
    const following = await advance(head.from);
    if (following === null) heads.splice(first, 1);
    else heads[first] = following;
  }
}

async function* iteratorOf(
  input: Iterable<RecordedItem> | AsyncIterable<RecordedItem>,
): AsyncGenerator<RecordedItem> {
  yield* input;
}

function timeOf(item: RecordedItem): Epoch | null {
  return "measurement" in item ? epochFromUtc(item.measurement.time) : null;
}

function isBefore(a: Epoch | null, b: Epoch | null): boolean {
  if (a === null || b === null) return a === null && b !== null;
  return compareEpochs(a, b) < 0;
}
