import {
  type Look,
  lookAt,
  normalAt,
  poissonAt,
  positiveAngle,
  type RandomStream,
  randomStream,
  signedAngle,
  uniformAt,
} from "../../astro/index.js";
import type { Radar, RadarFace, RadarPlot } from "../../messages/index.js";
import {
  detectionThreshold,
  type RadarSite,
  radarCover,
  radarErrors,
  radarLookTime,
  radarScanTime,
  radarSignalToNoise,
  radarSite,
  rangeResolution,
  refract,
} from "../../sensors/index.js";
import { type Body, crossSectionAt } from "../body.js";
import { exponentialAt, swerlingAt } from "../draws.js";
import type { TimedMeasurement } from "../faults/delivery.js";
import { type Setting, utcAt } from "../setting.js";
import { microseconds, rounded, significant } from "./rounding.js";

const DEGREE = Math.PI / 180;
/** No body of a scenario moves faster over ground, m/s: bounds what can come into cover within a block of scans. */
const GREATEST_SPEED = 12_000;

/** An echo that passed the threshold, before noise and number. */
interface Echo {
  readonly time: number;
  /** Apparent, without error. */
  readonly look: Look;
  readonly offBoresight: number;
  readonly signalToNoise: number;
  readonly errors: readonly [number, number, number];
}

/** What a radar gets wrong all through a run. */
interface FixedErrors {
  readonly range: number;
  readonly azimuth: number;
  readonly elevation: number;
  readonly surfaceRefractivity: number;
}

/** The radar's part of the world: draws its fixed errors once, then scans. */
export class RadarObserver {
  private readonly site: RadarSite;
  private readonly fixed: FixedErrors;
  private readonly streams = new Map<string, RandomStream>();
  private readonly state = new Float64Array(6);
  private readonly threshold: number;

  constructor(
    private readonly setting: Setting,
    private readonly radar: Radar,
    private readonly bodies: readonly Body[],
  ) {
    this.site = radarSite(radar);
    this.threshold = detectionThreshold(radar.falseAlarmProbability);
    const stream = randomStream(setting.inputs.seed, "bias", radar.id);
    this.fixed = {
      range: radar.bias.rangeM * normalAt(stream, 0),
      azimuth: radar.bias.azimuthMilliradians * 1e-3 * normalAt(stream, 1),
      elevation: radar.bias.elevationMilliradians * 1e-3 * normalAt(stream, 2),
      surfaceRefractivity:
        radar.refraction.surfaceRefractivity * (1 + radar.refraction.relativeSigma * normalAt(stream, 3)),
    };
  }

  /** First and last scan that begin within the run. */
  scans(): readonly [number, number] {
    const { radar, setting } = this;
    let last = Math.ceil(setting.duration / radar.revisitSeconds);
    while (last >= 0 && radarScanTime(radar, last) + radar.revisitSeconds > setting.duration) last--;
    return [0, last];
  }

  /** When a scan begins, s after the run's start. */
  scanTime(scan: number): number {
    return radarScanTime(this.radar, scan);
  }

  /** The plots of a block of scans, in order of time. */
  block(first: number, last: number): TimedMeasurement[] {
    const from = radarScanTime(this.radar, first);
    const to = radarScanTime(this.radar, last) + this.radar.revisitSeconds;
    const bodies = this.bodies.filter((body) => this.mayBeSeen(body, from, to));
    const plots: TimedMeasurement[] = [];
    for (let scan = first; scan <= last; scan++) plots.push(...this.scan(scan, bodies));
    return plots;
  }

  /** A bound that costs one position: could the body be above the horizon and in range at some time of a block? */
  private mayBeSeen(body: Body, from: number, to: number): boolean {
    const start = Math.max(from, body.motion.start);
    const end = Math.min(to, body.motion.end);
    if (end < start || body.crossSections.length === 0) return false;
    this.stateOf(body, (start + end) / 2);
    const d = [0, 1, 2].map((i) => this.state[i]! - this.site.positionEcef[i]!);
    const reach = GREATEST_SPEED * ((end - start) / 2 + 1);
    if (Math.hypot(...d) > this.radar.maximumRangeKm * 1000 + reach) return false;
    const { up } = this.site;
    return d[0]! * up[0] + d[1]! * up[1] + d[2]! * up[2] > -reach;
  }

  private stateOf(body: Body, time: number): void {
    body.motion.stateAt(time, this.state);
  }

  private lookAtBody(body: Body, time: number): Look {
    this.stateOf(body, time);
    return lookAt(this.site.geodetic, [this.state[0]!, this.state[1]!, this.state[2]!]);
  }

  private scan(scan: number, bodies: readonly Body[]): TimedMeasurement[] {
    const echoes: Echo[] = [];
    for (const body of bodies) {
      const echo = this.echo(body, scan);
      if (echo !== null) echoes.push(echo);
    }
    const plots = [...this.resolved(echoes), ...this.falseEchoes(scan)].map((echo) => this.plot(echo, scan));
    plots.sort((a, b) => a.time - b.time || a.plot.azimuth - b.plot.azimuth || a.plot.range - b.plot.range);
    return plots.map(({ time, plot }, k) => ({
      time,
      measurement: { ...plot, id: `${this.radar.id}/${scan}/${k}` },
    }));
  }

  private stream(purpose: string): RandomStream {
    let stream = this.streams.get(purpose);
    if (stream === undefined) {
      stream = randomStream(this.setting.inputs.seed, "radar", this.radar.id, purpose);
      this.streams.set(purpose, stream);
    }
    return stream;
  }

  /** When within a scan the beam meets a body: where it then is decides when the beam comes by. */
  private meeting(body: Body, scan: number): { time: number; look: Look } {
    const { radar } = this;
    let time = radarScanTime(radar, scan) + radar.revisitSeconds / 2;
    for (let k = 0; k < 4; k++) time = radarLookTime(radar, scan, this.lookAtBody(body, time).azimuth);
    time = microseconds(time);
    return { time, look: this.lookAtBody(body, time) };
  }

  private echo(body: Body, scan: number): Echo | null {
    const { radar, fixed } = this;
    const { time, look } = this.meeting(body, scan);
    if (time < body.motion.start || time >= body.motion.end || look.elevation < -0.05) return null;
    const apparent = refract(fixed.surfaceRefractivity, look);
    const cover = radarCover(radar, apparent);
    if (cover === null) return null;
    const squareMetres = crossSectionAt(body, time);
    const mean = radarSignalToNoise(radar, squareMetres, look.range, cover.offBoresight);
    const stream = this.stream(body.id);
    const amplitude = Math.sqrt(mean * swerlingAt(stream, 2 * scan, body.swerling));
    const noise = this.stream(`${body.id}\u0000noise`);
    const inPhase = amplitude + normalAt(noise, 5 * scan) * Math.SQRT1_2;
    const quadrature = normalAt(noise, 5 * scan + 1) * Math.SQRT1_2;
    const power = inPhase * inPhase + quadrature * quadrature;
    if (power <= this.threshold) return null;
    return {
      time,
      look: apparent,
      offBoresight: cover.offBoresight,
      signalToNoise: power - 1,
      errors: [normalAt(noise, 5 * scan + 2), normalAt(noise, 5 * scan + 3), normalAt(noise, 5 * scan + 4)],
    };
  }

  /** Echoes in one resolution cell are one plot: the strongest drowns the others. */
  private resolved(echoes: readonly Echo[]): Echo[] {
    const cell = rangeResolution(this.radar);
    const beam = this.radar.beamwidthDeg * DEGREE;
    const kept: Echo[] = [];
    for (const echo of [...echoes].sort((a, b) => b.signalToNoise - a.signalToNoise)) {
      const drowned = kept.some(
        (k) =>
          Math.abs(k.look.range - echo.look.range) < cell &&
          Math.abs(k.look.elevation - echo.look.elevation) < beam &&
          Math.abs(signedAngle(k.look.azimuth - echo.look.azimuth)) * Math.cos(echo.look.elevation) < beam,
      );
      if (!drowned) kept.push(echo);
    }
    return kept;
  }

  /** Noise that passes the threshold: uniform in range and over the solid angle of the cover. */
  private falseEchoes(scan: number): Echo[] {
    const { radar } = this;
    const count = poissonAt(this.stream("\u0000false count"), scan, radar.falsePlotsPerScan);
    if (count === 0) return [];
    const draws = randomStream(this.setting.inputs.seed, "radar", radar.id, "\u0000false", scan);
    const [low, high] = [radar.elevationMinDeg, radar.elevationMaxDeg].map((e) => Math.sin(e * DEGREE));
    const echoes: Echo[] = [];
    for (let k = 0; k < count; k++) {
      const face = faceAt(radar, uniformAt(draws, 5 * k));
      const offset = (2 * uniformAt(draws, 5 * k + 1) - 1) * face.halfWidthDeg;
      const look: Look = {
        azimuth: positiveAngle((face.boresightAzimuthDeg + offset) * DEGREE),
        elevation: Math.asin(low! + (high! - low!) * uniformAt(draws, 5 * k + 2)),
        range: Math.max(1000, uniformAt(draws, 5 * k + 3) * radar.maximumRangeKm * 1000),
      };
      const cover = radarCover(radar, look);
      if (cover === null) continue;
      echoes.push({
        time: microseconds(radarLookTime(radar, scan, look.azimuth)),
        look,
        offBoresight: cover.offBoresight,
        signalToNoise: this.threshold + exponentialAt(draws, 5 * k + 4) - 1,
        errors: [0, 0, 0],
      });
    }
    return echoes;
  }

  private plot(echo: Echo, scan: number): { time: number; plot: Omit<RadarPlot, "id"> } {
    const { radar, fixed, setting } = this;
    const sigma = radarErrors(radar, echo.signalToNoise, echo.offBoresight, echo.look.elevation);
    const [e0, e1, e2] = echo.errors;
    const { range, azimuth, elevation } = echo.look;
    const plot: Omit<RadarPlot, "id"> = {
      type: "radar-plot",
      sensor: radar.id,
      origin: setting.inputs.scenario.origin,
      time: utcAt(setting, echo.time),
      scan,
      range: rounded(range + fixed.range + sigma.sigmaRange * e0, 2),
      azimuth: rounded(positiveAngle(azimuth + fixed.azimuth + sigma.sigmaAzimuth * e1), 8),
      elevation: rounded(elevation + fixed.elevation + sigma.sigmaElevation * e2, 8),
      sigmaRange: significant(sigma.sigmaRange, 4),
      sigmaAzimuth: significant(sigma.sigmaAzimuth, 4),
      sigmaElevation: significant(sigma.sigmaElevation, 4),
      signalToNoise: significant(echo.signalToNoise, 4),
    };
    return { time: echo.time, plot };
  }
}

/** The face in which a share of the whole width of cover lies. */
function faceAt(radar: Radar, share: number): RadarFace {
  const width = radar.faces.reduce((sum, face) => sum + face.halfWidthDeg, 0);
  let passed = 0;
  for (const face of radar.faces) {
    passed += face.halfWidthDeg;
    if (share * width < passed) return face;
  }
  return radar.faces.at(-1)!;
}
