import { normalAt, randomStream, uniformAt } from "../../src/astro/index.js";
import { makePlotScene, type PlotScene, type TrackInstant } from "../../src/study/index.js";

/** A scene small enough for tables, with births and false plots. */
export function smallScene(seed: number): PlotScene {
  return makePlotScene({
    seed,
    radars: ["R1", "R2"],
    objects: 12,
    duration: 100,
    scanPeriod: 5,
    clutter: 4,
    detectionProbability: 0.9,
    kind: "mixed",
    births: true,
  });
}

/** Tracks with every fault that a scorer must count: late, lost, swapped, renamed, doubled, false, wrong by a lot. */
export function imperfectTracks(scene: PlotScene): TrackInstant[] {
  const { seed } = scene.options;
  const instants: TrackInstant[] = [];
  for (const { time, ids, states } of scene.truth.instants.slice(1, -1)) {
    const rows: { track: number; x: number[] }[] = [];
    ids.forEach((id, k) => {
      const stream = randomStream(seed, "imperfect", id, time);
      if (uniformAt(stream, 0) < 0.1 || (id === 3 && time > 60 && time < 80)) return;
      const off = uniformAt(stream, 1) < 0.05 ? 8000 : 300;
      const x = Array.from(
        states.subarray(6 * k, 6 * k + 6),
        (v, i) => v + (i < 3 ? off : 5) * normalAt(stream, i),
      );
      rows.push({ track: numberOf(id, time), x });
      if (id === 4) rows.push({ track: 900, x: x.map((v, i) => v + (i < 3 ? 2000 : 0)) });
    });
    if (time >= 30) rows.push({ track: 901, x: [-6.6e6, 1e5 * (time / 5), 0, 0, 7e3, 0] });
    instants.push({
      time,
      tracks: rows.map(({ track }) => track),
      states: Float64Array.from(rows.flatMap(({ x }) => x)),
      covariances: Float64Array.from(rows.flatMap(({ track }) => covariance(seed, track, time))),
    });
  }
  return instants;
}

function numberOf(id: number, time: number): number {
  if (id < 2 && time > 50) return 101 - id;
  return id === 2 && time > 40 ? 150 : 100 + id;
}

/** Lower triangle of a positive definite matrix L·Lᵀ with deviations of some 300 m and 5 m/s. */
function covariance(seed: number, track: number, time: number): number[] {
  const stream = randomStream(seed, "imperfect covariance", track, time);
  const factor = Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: i + 1 }, (_, j) => {
      const scale = i < 3 ? 300 : 5;
      return i === j ? scale * (0.5 + uniformAt(stream, i)) : 0.5 * scale * normalAt(stream, 6 * i + j);
    }),
  );
  return factor.flatMap((row, i) =>
    row.map((_, j) => factor[j]!.reduce((sum, v, k) => sum + row[k]! * v, 0) + (i === j ? 1e-3 : 0)),
  );
}

/** Rows of plots by track: mostly one object's, now and then another's or a false one. */
export function imperfectAssociations({ truth, options }: PlotScene): Map<number, number[]> {
  const used = new Map<number, number[]>();
  truth.sources.forEach((source, row) => {
    const stream = randomStream(options.seed, "imperfect association", row);
    const track = uniformAt(stream, 0) < 0.06 ? 100 + Math.floor(12 * uniformAt(stream, 1)) : 100 + source;
    if (source < 0 && track === 99 && uniformAt(stream, 2) < 0.5) return;
    used.set(track, [...(used.get(track) ?? []), row]);
  });
  return used;
}
