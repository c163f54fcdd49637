import {
  addSeconds,
  EARTH,
  normalAt,
  poissonAt,
  type RandomStream,
  randomStream,
  subpointAxes,
  sunPositionEcef,
  uniformAt,
  type Vec3,
} from "../../astro/index.js";
import type { InfraredDetection, InfraredSatellite } from "../../messages/index.js";
import {
  applyPointing,
  infraredLooksBetween,
  infraredLookTime,
  infraredSightTime,
  lineOfSightSigma,
  type SensorOrbit,
  sensorOrbit,
} from "../../sensors/index.js";
import type { TimedMeasurement } from "../faults/delivery.js";
import { type Disturbances, disturbancesOf } from "../faults/disturbances.js";
import type { LightSource, LookQuestion, Moment, PointLight } from "../light/light-source.js";
import { type Setting, utcAt } from "../setting.js";
import { microseconds, rounded, significant } from "./rounding.js";

/** A detection before it has its number in the look, and its time, s after the run's start. */
interface Candidate {
  readonly time: number;
  readonly seen: Omit<InfraredDetection, "id">;
}

/** The infrared satellite's part of the world: draws its fixed pointing error once, then looks. */
export class InfraredObserver {
  private readonly orbit: SensorOrbit;
  private readonly biasEast: number;
  private readonly biasNorth: number;
  private readonly disturbances: Disturbances;
  private readonly streams = new Map<string, RandomStream>();

  constructor(
    private readonly setting: Setting,
    private readonly sensor: InfraredSatellite,
    private readonly sources: readonly LightSource[],
  ) {
    const elements = setting.inputs.networkCatalogue.map((c) => c.elements);
    this.orbit = sensorOrbit(sensor.orbit, elements);
    const bias = randomStream(setting.inputs.seed, "bias", sensor.id);
    this.biasEast = sensor.payload.biasMicroradians * 1e-6 * normalAt(bias, 0);
    this.biasNorth = sensor.payload.biasMicroradians * 1e-6 * normalAt(bias, 1);
    this.disturbances = disturbancesOf(setting, sensor.id);
  }

  /** First and last look within the run. */
  looks(): readonly [number, number] {
    return infraredLooksBetween(this.sensor, 0, this.setting.duration);
  }

  /** When a look begins, s after the run's start. */
  lookTime(look: number): number {
    return infraredLookTime(this.sensor, look);
  }

  /** What one look detects, in the order of its lines of sight. */
  look(look: number): TimedMeasurement[] {
    const { sensor, setting } = this;
    const start = this.moment(infraredLookTime(sensor, look));
    const sun = sunPositionEcef(addSeconds(setting.start, start.time));
    const found: Candidate[] = [];
    for (const source of this.merged(this.lights(look, start, sun))) {
      const candidate = this.detect(source, look);
      if (candidate !== null) found.push(candidate);
    }
    found.push(...this.falseDetections(look, start));
    found.sort((a, b) => {
      const [p, q] = [a.seen.lineOfSightEcef, b.seen.lineOfSightEcef];
      return p[0] - q[0] || p[1] - q[1] || p[2] - q[2];
    });
    return found.map(({ time, seen }, k) => ({
      time,
      measurement: { ...seen, id: `${sensor.id}/${look}/${k}` },
    }));
  }

  private moment(seconds: number): Moment {
    const time = microseconds(seconds);
    return { time, satellite: this.orbit.positionEcef(addSeconds(this.setting.start, time)) };
  }

  private stream(purpose: string): RandomStream {
    let stream = this.streams.get(purpose);
    if (stream === undefined) {
      stream = randomStream(this.setting.inputs.seed, "infrared", this.sensor.id, purpose);
      this.streams.set(purpose, stream);
    }
    return stream;
  }

  private lights(look: number, start: Moment, sun: Vec3): PointLight[] {
    const question: LookQuestion = {
      sensor: this.sensor,
      look,
      start,
      duration: this.sensor.payload.revisitSeconds,
      sun,
      momentAt: (time) => this.moment(time),
      stream: (purpose) => this.stream(purpose),
    };
    return this.sources.flatMap((source) => source.lights(question));
  }

  /** Sources nearer to each other than the resolution are one, at their centre of light. */
  private merged(sources: readonly PointLight[]): PointLight[] {
    const resolution = this.sensor.payload.resolutionMicroradians * 1e-6;
    const left = [...sources].sort((a, b) => b.irradiance - a.irradiance);
    const out: PointLight[] = [];
    while (left.length > 0) {
      const brightest = left.shift()!;
      const group = [brightest];
      for (let k = left.length - 1; k >= 0; k--) {
        if (separation(brightest.direction, left[k]!.direction) < resolution)
          group.push(...left.splice(k, 1));
      }
      if (group.length === 1) {
        out.push(brightest);
        continue;
      }
      const irradiance = group.reduce((sum, s) => sum + s.irradiance, 0);
      const mean = [0, 1, 2].map((i) => group.reduce((sum, s) => sum + s.direction[i]! * s.irradiance, 0));
      out.push({ ...brightest, direction: unit(mean[0]!, mean[1]!, mean[2]!), irradiance });
    }
    return out;
  }

  private detect(source: PointLight, look: number): Candidate | null {
    const { payload } = this.sensor;
    const stream = this.stream(source.source);
    const clean = source.irradiance / payload.noiseEquivalentIrradiance;
    const signalToNoise = clean + normalAt(stream, 3 * look);
    if (signalToNoise < payload.thresholdSignalToNoise) return null;
    const sigma = lineOfSightSigma(payload, signalToNoise);
    const axes = subpointAxes(source.moment.satellite);
    const pointed = applyPointing(source.direction, axes, this.biasEast, this.biasNorth);
    const noisy = disturbed(
      pointed,
      sigma * normalAt(stream, 3 * look + 1),
      sigma * normalAt(stream, 3 * look + 2),
    );
    return this.candidate(source.moment, look, noisy, signalToNoise, sigma);
  }

  /** Noise and clutter that pass the threshold, at random places of the field, with a Gaussian's thin tail. */
  private falseDetections(look: number, start: Moment): Candidate[] {
    const { satellite } = start;
    const { payload } = this.sensor;
    const burst = this.disturbances.burst(start.time) * payload.revisitSeconds;
    const mean = payload.falseDetectionsPerLook + burst;
    const count = poissonAt(this.stream("\u0000false count"), look, mean);
    if (count === 0) return [];
    const draws = randomStream(this.setting.inputs.seed, "infrared", this.sensor.id, "\u0000false", look);
    const radius = Math.hypot(...satellite);
    const nadir = unit(-satellite[0], -satellite[1], -satellite[2]);
    const field = Math.min((payload.fieldOfRegardDeg * Math.PI) / 180, Math.asin(EARTH.radius / radius));
    return Array.from({ length: count }, (_, k) => k).flatMap((k) => {
      const cosine = 1 - uniformAt(draws, 3 * k) * (1 - Math.cos(field));
      const direction = aroundAxis(nadir, Math.acos(cosine), 2 * Math.PI * uniformAt(draws, 3 * k + 1));
      const tail = -Math.log(uniformAt(draws, 3 * k + 2)) / payload.thresholdSignalToNoise;
      const signalToNoise = payload.thresholdSignalToNoise + tail;
      const sigma = lineOfSightSigma(payload, signalToNoise);
      const seen = [0, 1, 2].map((i) => satellite[i]! + radius * direction[i]!) as [number, number, number];
      const time = infraredSightTime(this.sensor, look, satellite, seen);
      if (time > this.setting.duration) return [];
      return [this.candidate(this.moment(time), look, direction, signalToNoise, sigma)];
    });
  }

  private candidate(
    { time, satellite }: Moment,
    look: number,
    direction: Vec3,
    signalToNoise: number,
    sigma: number,
  ): Candidate {
    const { sensor, setting } = this;
    const seen: Candidate["seen"] = {
      type: "infrared-detection",
      sensor: sensor.id,
      origin: setting.inputs.scenario.origin,
      time: utcAt(setting, time),
      look,
      positionEcef: [rounded(satellite[0], 1), rounded(satellite[1], 1), rounded(satellite[2], 1)],
      lineOfSightEcef: [rounded(direction[0], 10), rounded(direction[1], 10), rounded(direction[2], 10)],
      sigma: significant(sigma, 4),
      band: sensor.payload.band,
      irradiance: significant(signalToNoise * sensor.payload.noiseEquivalentIrradiance, 4),
      signalToNoise: significant(signalToNoise, 4),
    };
    return { time, seen };
  }
}

function unit(x: number, y: number, z: number): Vec3 {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** Angle between two unit vectors, exact for small ones. */
function separation(a: Vec3, b: Vec3): number {
  return 2 * Math.asin(Math.min(1, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2));
}

/** Two unit vectors that are normal to a direction and to each other. */
function normals(d: Vec3): [Vec3, Vec3] {
  const flat = Math.hypot(d[0], d[1]);
  const first: Vec3 = flat > 1e-6 ? [-d[1] / flat, d[0] / flat, 0] : [1, 0, 0];
  return [
    first,
    [d[1] * first[2] - d[2] * first[1], d[2] * first[0] - d[0] * first[2], d[0] * first[1] - d[1] * first[0]],
  ];
}

/** A direction moved by two small angles across itself. */
function disturbed(d: Vec3, first: number, second: number): Vec3 {
  const [a, b] = normals(d);
  return unit(
    d[0] + first * a[0] + second * b[0],
    d[1] + first * a[1] + second * b[1],
    d[2] + first * a[2] + second * b[2],
  );
}

/** The direction at an angle from an axis, turned about it. */
function aroundAxis(axis: Vec3, angle: number, turn: number): Vec3 {
  const [a, b] = normals(axis);
  const c = Math.cos(angle);
  const p = Math.sin(angle) * Math.cos(turn);
  const q = Math.sin(angle) * Math.sin(turn);
  return unit(
    c * axis[0] + p * a[0] + q * b[0],
    c * axis[1] + p * a[1] + q * b[1],
    c * axis[2] + p * a[2] + q * b[2],
  );
}
