import { DEVIATIONS, type PlotScene } from "./scene.js";

const DEGREE = Math.PI / 180;

/** Lines of a scene's plots, with what each is truly of: `{"t","sensor","pos","range","az","el","var","truth"}`. */
export function* plotLines({ plots, scans, radars, truth }: PlotScene): Generator<string> {
  const variances = DEVIATIONS.map((s) => s ** 2).join(",");
  for (const { time, radar, first, end } of scans) {
    const { id, positionEcef } = radars[radar]!;
    const place = positionEcef.map((p) => Math.round(p * 10) / 10).join(",");
    const head = `{"t":${time},"sensor":"${id}","pos":[${place}]`;
    for (let k = first; k < end; k++) {
      const source = truth.sources[k]!;
      yield `${head},"range":${plots.range[k]!},"az":${plots.azimuth[k]!},"el":${plots.elevation[k]!},"var":[${variances}],"truth":${source < 0 ? null : source}}\n`;
    }
  }
}

/** Lines of a scene's truth: `{"t","id","x":[6]}`, to the centimetre and 0.1 mm/s. */
export function* truthLines({ truth }: PlotScene): Generator<string> {
  for (const { time, ids, states } of truth.instants)
    for (let k = 0; k < ids.length; k++) {
      const x = Array.from(states.subarray(6 * k, 6 * k + 6), (v, i) =>
        i < 3 ? Math.round(v * 1e2) / 1e2 : Math.round(v * 1e4) / 1e4,
      );
      yield `{"t":${time},"id":${ids[k]!},"x":[${x.join(",")}]}\n`;
    }
}

/** Text of the file that stands beside a scene's plots. */
export function sceneMeta(
  { options, radars, scans, evaluationTimes, truth, plots }: PlotScene,
  name: string,
): string {
  const { longestRange, leastElevation, clutterDensity } = radars[0]!;
  return `${JSON.stringify({
    name,
    seed: options.seed,
    n: options.objects,
    duration: options.duration,
    scan: options.scanPeriod,
    pd: options.detectionProbability,
    clutterPerScan: options.clutter,
    clutterDensity,
    sigma: DEVIATIONS,
    rangeMax: longestRange,
    elMin: leastElevation,
    sensors: radars.map(({ id, latitude, longitude, height, positionEcef }, k) => ({
      id,
      lat: Math.round((latitude / DEGREE) * 1e9) / 1e9,
      lon: Math.round((longitude / DEGREE) * 1e9) / 1e9,
      alt: height,
      ecef: positionEcef,
      offset: (k * options.scanPeriod) / radars.length,
    })),
    scans: scans.map(({ time, radar }) => [time, radars[radar]!.id]),
    evalTimes: evaluationTimes,
    births: truth.births,
    kinds: truth.kinds,
    measurements: plots.count,
    clutter: truth.sources.reduce((sum, source) => sum + (source < 0 ? 1 : 0), 0),
  })}\n`;
}
