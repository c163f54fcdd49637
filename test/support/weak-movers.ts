import { randomStream, uniformAt } from "../../src/astro/index.js";
import { FrontEndBlock, type TrackBeforeDetectBlock } from "../../src/messages/index.js";
import { matchedFilter } from "../../src/watch/front-end/point-spread.js";
import { createFrontEnd } from "../../src/watch/index.js";
import { addPoint, frameOf, noiseSource, testHeader, writeSamples } from "./test-frames.js";

const DEVIATION = 10;

/** What track-before-detect made of weak movers, or of nothing. */
export interface WeakMovers {
  readonly movers: number;
  /** Found at their place at the end of their time in view. */
  readonly found: number;
  /** Found in any single frame of that time by the detector of single frames. */
  readonly foundSingly: number;
  /** Looks of single frames at a mover, and how many of them saw it. */
  readonly singleLooks: number;
  readonly singleHits: number;
  /** Paths found where there is nothing. */
  readonly falsePaths: number;
  readonly frames: number;
  readonly pixels: number;
  /** Root mean square of the places' errors over their stated errors, an axis. */
  readonly normalisedError: number;
}

/**
 * Plants points that move straight at a steady speed, each for a while, at random places and courses, well apart.
 *
 * @param fields.signalToNoise of one frame; null for noise alone
 * @param fields.speed greatest speed, pixels a frame
 */
export function watchWeakMovers(fields: {
  readonly block: Partial<TrackBeforeDetectBlock>;
  readonly signalToNoise: number | null;
  readonly speed: number;
  readonly size: number;
  readonly rounds: number;
  readonly seed: number;
  readonly falseAlarmProbability?: number;
  readonly pointSpreadPixels?: number;
}): WeakMovers {
  const { size, signalToNoise, speed, rounds, seed } = fields;
  const header = testHeader({
    rows: size,
    columns: size,
    pointSpreadPixels: fields.pointSpreadPixels ?? 0.6,
  });
  const options = FrontEndBlock.parse({
    falseAlarmProbability: fields.falseAlarmProbability ?? 1e-9,
    trackBeforeDetect: fields.block,
  });
  const frontEnd = createFrontEnd(header, options);
  const { response } = matchedFilter(header.pointSpreadPixels);
  const frames = options.trackBeforeDetect!.frames;
  const stay = frames + 4;
  const pixel = header.pixelMicroradians * 1e-6;
  const samples = new Uint16Array(size * size);
  const image = new Float64Array(size * size);
  const stream = randomStream(seed, "movers");
  const side = Math.floor((size - 40) / 48);
  const out = {
    movers: 0,
    found: 0,
    foundSingly: 0,
    singleLooks: 0,
    singleHits: 0,
    falsePaths: 0,
    frames: 0,
    pixels: size * size,
  };
  let squares = 0;
  const warm = 64;
  for (let round = 0; round < rounds; round++) {
    const movers = Array.from({ length: signalToNoise === null ? 0 : side * side }, (_, k) => {
      const draw = (i: number) => uniformAt(stream, (round * side * side + k) * 4 + i);
      const [rate, course] = [speed * Math.sqrt(draw(0)), 2 * Math.PI * draw(1)];
      return {
        row: 32 + 48 * Math.floor(k / side) + draw(2),
        column: 32 + 48 * (k % side) + draw(3),
        rowSpeed: rate * Math.sin(course),
        columnSpeed: rate * Math.cos(course),
        seen: false,
        singly: false,
      };
    });
    const length = round === 0 ? warm + stay : stay;
    for (let f = 0; f < length; f++) {
      const number = round * stay + (round === 0 ? 0 : warm) + f;
      const age = f - (length - stay);
      image.fill(1000);
      const light = ((signalToNoise ?? 0) * DEVIATION) / response;
      const middle = age - stay / 2;
      const places = movers.map(
        (m) => [m.row + middle * m.rowSpeed, m.column + middle * m.columnSpeed] as const,
      );
      if (age >= 0) for (const [row, column] of places) addPoint(image, header, { row, column, light });
      writeSamples(samples, image, DEVIATION, noiseSource(seed, number));
      const { detections, ready } = frontEnd.step(frameOf(header, number, samples));
      if (ready) out.frames++;
      if (age >= 0) out.singleLooks += movers.length;
      for (const { lineOfSightEcef, summedFrames, sigma } of detections) {
        const [x, y, z] = lineOfSightEcef;
        const row = z / x / pixel + (size - 1) / 2;
        const column = -y / x / pixel + (size - 1) / 2;
        const near = places.findIndex(([r, c]) => age >= 0 && Math.hypot(r - row, c - column) < 4);
        if (summedFrames === undefined) {
          if (near >= 0) {
            movers[near]!.singly = true;
            out.singleHits++;
          }
          continue;
        }
        if (near < 0) {
          // what ends on the path of one that has just gone is late, not false
          if (signalToNoise === null) out.falsePaths++;
          continue;
        }
        if (!movers[near]!.seen) {
          const [r, c] = places[near]!;
          squares += ((r - row) ** 2 + (c - column) ** 2) / 2 / (sigma / pixel) ** 2;
        }
        movers[near]!.seen = true;
      }
    }
    out.movers += movers.length;
    out.found += movers.filter((m) => m.seen || m.singly).length;
    out.foundSingly += movers.filter((m) => m.singly).length;
  }
  return { ...out, normalisedError: Math.sqrt(squares / Math.max(1, out.found)) };
}
