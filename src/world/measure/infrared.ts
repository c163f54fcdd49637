import {
  addSeconds,
  EARTH,
  ecefToGeodetic,
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
  infraredSignal,
  infraredVisibility,
  lineOfSightSigma,
  plumeIntensity,
  type SensorOrbit,
  sensorOrbit,
} from "../../sensors/index.js";
import type { Body, Emission } from "../body.js";
import { type Setting, utcAt } from "../setting.js";
import { microseconds, rounded, significant } from "./rounding.js";

/** When a source is seen, and from where. */
interface Moment {
  /** s after the run's start */
  readonly time: number;
  readonly satellite: Vec3;
}

/** A source as one look of one satellite receives it, before noise. */
interface Source {
  readonly moment: Moment;
  readonly direction: Vec3;
  readonly irradiance: number;
  readonly stream: RandomStream;
}

/** A detection before it has its number in the look. */
type Candidate = Omit<InfraredDetection, "id">;

/** A flare rises to its peak in this share of its life, and fades over the rest. */
const FLARE_RISE = 0.4;

/** Radiant intensity of one emission at an instant and height, W/sr. */
function emittedIntensity(emission: Emission, time: number, height: number): number {
  if (emission.kind === "plume") return plumeIntensity(emission.radiantIntensity, height, emission.shape);
  if (emission.kind === "steady") return emission.radiantIntensity;
  const share = (time - emission.start) / (emission.end - emission.start);
  return (
    emission.radiantIntensity * (share < FLARE_RISE ? share / FLARE_RISE : (1 - share) / (1 - FLARE_RISE))
  );
}

/** The infrared satellite's part of the world: draws its fixed pointing error once, then looks. */
export class InfraredObserver {
  private readonly orbit: SensorOrbit;
  private readonly biasEast: number;
  private readonly biasNorth: number;
  private readonly streams = new Map<string, RandomStream>();
  private readonly state = new Float64Array(6);

  constructor(
    private readonly setting: Setting,
    private readonly sensor: InfraredSatellite,
    private readonly bodies: readonly Body[],
  ) {
    const elements = setting.inputs.networkCatalogue.map((c) => c.elements);
    this.orbit = sensorOrbit(sensor.orbit, elements);
    const bias = randomStream(setting.inputs.seed, "bias", sensor.id);
    this.biasEast = sensor.payload.biasMicroradians * 1e-6 * normalAt(bias, 0);
    this.biasNorth = sensor.payload.biasMicroradians * 1e-6 * normalAt(bias, 1);
  }

  /** First and last look within the run. */
  looks(): readonly [number, number] {
    return infraredLooksBetween(this.sensor, 0, this.setting.duration);
  }

  /** What one look detects, in the order of its lines of sight. */
  look(look: number): InfraredDetection[] {
    const { sensor, setting } = this;
    const start = this.moment(infraredLookTime(sensor, look));
    const sun = sunPositionEcef(addSeconds(setting.start, start.time));
    const found: Candidate[] = [];
    for (const source of this.merged(this.sources(look, start, sun))) {
      const candidate = this.detect(source, look);
      if (candidate !== null) found.push(candidate);
    }
    found.push(...this.falseDetections(look, start));
    found.sort((a, b) => {
      const [p, q] = [a.lineOfSightEcef, b.lineOfSightEcef];
      return p[0] - q[0] || p[1] - q[1] || p[2] - q[2];
    });
    return found.map((candidate, k) => ({ ...candidate, id: `${sensor.id}/${look}/${k}` }));
  }

  private moment(seconds: number): Moment {
    const time = microseconds(seconds);
    return { time, satellite: this.orbit.positionEcef(addSeconds(this.setting.start, time)) };
  }

  private placeOf(body: Body, time: number): Vec3 {
    body.motion.stateAt(Math.min(Math.max(time, body.motion.start), body.motion.end), this.state);
    return [this.state[0]!, this.state[1]!, this.state[2]!];
  }

  /** When within a look a body is seen: a scanning payload's slit meets it where it then is. */
  private meeting(body: Body, look: number, start: Moment): Moment {
    if (this.sensor.payload.mode === "staring") return start;
    let time = start.time;
    for (let k = 0; k < 2; k++) {
      time = infraredSightTime(this.sensor, look, start.satellite, this.placeOf(body, time));
    }
    return this.moment(time);
  }

  private stream(purpose: string): RandomStream {
    let stream = this.streams.get(purpose);
    if (stream === undefined) {
      stream = randomStream(this.setting.inputs.seed, "infrared", this.sensor.id, purpose);
      this.streams.set(purpose, stream);
    }
    return stream;
  }

  private sources(look: number, start: Moment, sun: Vec3): Source[] {
    const { payload } = this.sensor;
    const sources: Source[] = [];
    for (const body of this.bodies) {
      const end = start.time + payload.revisitSeconds;
      if (!body.emissions.some((e) => end >= e.start && start.time < e.end)) continue;
      const moment = this.meeting(body, look, start);
      const { time, satellite } = moment;
      const burning = body.emissions.filter((e) => time >= e.start && time < e.end);
      if (burning.length === 0 || time > this.setting.duration) continue;
      const place = this.placeOf(body, time);
      const { height } = ecefToGeodetic(place);
      if (height < body.cloudTop) continue;
      if (infraredVisibility(payload, satellite, place, sun) !== "visible") continue;
      const intensity = burning.reduce((sum, e) => sum + emittedIntensity(e, time, height), 0);
      const { irradiance } = infraredSignal(payload, satellite, place, intensity);
      const direction = unit(place[0] - satellite[0], place[1] - satellite[1], place[2] - satellite[2]);
      sources.push({ moment, direction, irradiance, stream: this.stream(body.id) });
    }
    return sources;
  }

  /** Sources nearer to each other than the resolution are one, at their centre of light. */
  private merged(sources: readonly Source[]): Source[] {
    const resolution = this.sensor.payload.resolutionMicroradians * 1e-6;
    const left = [...sources].sort((a, b) => b.irradiance - a.irradiance);
    const out: Source[] = [];
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

  private detect(source: Source, look: number): Candidate | null {
    const { payload } = this.sensor;
    const clean = source.irradiance / payload.noiseEquivalentIrradiance;
    const signalToNoise = clean + normalAt(source.stream, 3 * look);
    if (signalToNoise < payload.thresholdSignalToNoise) return null;
    const sigma = lineOfSightSigma(payload, signalToNoise);
    const axes = subpointAxes(source.moment.satellite);
    const pointed = applyPointing(source.direction, axes, this.biasEast, this.biasNorth);
    const noisy = disturbed(
      pointed,
      sigma * normalAt(source.stream, 3 * look + 1),
      sigma * normalAt(source.stream, 3 * look + 2),
    );
    return this.candidate(source.moment, look, noisy, signalToNoise, sigma);
  }

  /** Noise and clutter that pass the threshold, at random places of the field, with a Gaussian's thin tail. */
  private falseDetections(look: number, start: Moment): Candidate[] {
    const { satellite } = start;
    const { payload } = this.sensor;
    const count = poissonAt(this.stream("\u0000false count"), look, payload.falseDetectionsPerLook);
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
    return {
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
