import { detectionOf, isTold, openScanFrontEnd, type ScanFrontEnd, takeScan } from "../watch/index.js";
import { type PlantedScan, pixelSecondsOf, plantedScans, type Slice, type Truth } from "../world/index.js";

type Message = Slice["messages"][number];

/**
 * Lets the front end look at the recorded scans of a scene and puts what it finds among what other sensors measure.
 *
 * @param slices what other sensors measure
 * @param truth of a scenario; without recorded scans the slices pass as they are
 */
export function withScans(slices: AsyncIterable<Slice>, truth: Truth): AsyncIterable<Slice> {
  return (truth.setting.inputs.scans?.size ?? 0) === 0 ? slices : merged(slices, truth);
}

async function* merged(slices: AsyncIterable<Slice>, truth: Truth): AsyncGenerator<Slice> {
  const looks = plantedScans(truth);
  const frontEnds = new Map<string, ScanFrontEnd>();
  let next = looks.next();
  let waiting: Message[] = [];
  for await (const slice of slices) {
    const last = slice.until >= truth.setting.duration;
    for (; next.done !== true && (last || next.value.time < slice.until); next = looks.next())
      waiting.push(...found(next.value, frontEnds, truth.setting.inputs.scenario.origin));
    const due = waiting.filter(({ time }) => last || time < slice.until);
    waiting = waiting.filter((message) => !due.includes(message));
    if (due.length === 0) yield slice;
    else yield { ...slice, messages: [...slice.messages, ...due].sort((a, b) => a.time - b.time) };
  }
}

function found(
  { object, look, time, scan }: PlantedScan,
  frontEnds: Map<string, ScanFrontEnd>,
  origin: "exercise" | "test",
): Message[] {
  let frontEnd = frontEnds.get(object.sensor);
  if (frontEnd === undefined) {
    frontEnd = openScanFrontEnd();
    frontEnds.set(object.sensor, frontEnd);
  }
  const seen = { grid: scan.images[0]!, start: scan.start, end: scan.end, bands: scan.images };
  const named = { sensor: object.sensor, name: `${object.sensor}/${look}`, look, origin };
  const secondsOf = (row: number, column: number) => pixelSecondsOf(scan, row, column);
  const whole = { ...seen, secondsOf };
  return (takeScan(frontEnd, whole)?.spots ?? [])
    .filter(isTold)
    .map((spot) => ({ time: time + spot.seconds, measurement: detectionOf(spot, whole, named) }));
}
