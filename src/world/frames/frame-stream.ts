import {
  addSeconds,
  epochToUtc,
  type RandomStream,
  randomStream,
  sunPositionEcef,
} from "../../astro/index.js";
import {
  type Frame,
  type FrameHeader,
  type FramesBlock,
  type InfraredSatellite,
  InputError,
} from "../../messages/index.js";
import {
  bandTable,
  type CameraAxes,
  type DetectorScale,
  detectorScale,
  imagePlace,
  phaseOf,
  type SensorOrbit,
  sensorOrbit,
} from "../../sensors/index.js";
import type { WorldInputs } from "../inputs.js";
import type { LightSource, LookQuestion, Moment } from "../light/light-source.js";
import { lightSources } from "../light/sources.js";
import { microseconds } from "../measure/rounding.js";
import { flatScenery } from "../scenery/flat-scenery.js";
import { type Scenery, sceneryOf } from "../scenery/index.js";
import { recordedSceneryOf } from "../scenery/planted-scans.js";
import { type Setting, settingOf } from "../setting.js";
import { simulateTruth, type Truth } from "../truth.js";
import { AttitudeModel } from "./attitude.js";
import { type FrameBackground, makeBackground } from "./background.js";
import { drawFocalPlane, type FocalPlane } from "./focal-plane.js";
import { everSees } from "./held-place.js";
import { makeReadOut, type ReadOut } from "./read-out.js";
import { Spots } from "./spots.js";

/** The images of one sensor over a run. */
export interface FrameStream {
  readonly header: FrameHeader;
  /** Numbers run from 0; so many begin within the run. */
  readonly count: number;
  /**
   * One frame, a pure function of seed, sensor and number: any can be made alone, in any order, in any thread. In order of
   * time it is fastest, because the background of a step of time is kept for the next frame.
   */
  frame(number: number): Frame;
  /** All frames in order of time. The samples are the same array each time: copy what is kept. */
  readonly frames: Iterable<Frame>;
  /** What is fixed in the detector: for tests and pictures, no sensor tells it. */
  readonly focalPlane: FocalPlane;
}

/** In place of what the scenario says: for tests and benchmarks. */
export interface FrameStreamOptions {
  readonly truth?: Truth;
  readonly scenery?: Scenery;
  readonly sources?: readonly LightSource[];
}

class FrameSimulator implements FrameStream {
  readonly header: FrameHeader;
  readonly count: number;
  readonly focalPlane: FocalPlane;
  private readonly scale: DetectorScale;
  private readonly orbit: SensorOrbit;
  private readonly attitude: AttitudeModel;
  private readonly background: FrameBackground;
  private readonly spots: Spots;
  private readonly readOut: ReadOut;
  private readonly light: Float64Array;
  private readonly samples: Uint16Array;
  private readonly streams = new Map<string, RandomStream>();

  constructor(
    private readonly setting: Setting,
    private readonly sensor: InfraredSatellite,
    private readonly camera: FramesBlock,
    private readonly sources: readonly LightSource[],
    scenery: Scenery,
  ) {
    const { seed, networkCatalogue } = setting.inputs;
    const { band } = sensor.payload;
    this.orbit = sensorOrbit(
      sensor.orbit,
      networkCatalogue.map((c) => c.elements),
    );
    if (!everSees(camera, (time) => this.moment(time).satellite, setting.duration))
      throw new InputError(
        `${sensor.id} payload.frames.pointing`,
        "lies behind the Earth's edge, as the satellite sees it, throughout the run",
      );
    this.scale = detectorScale(band, camera);
    this.header = frameHeader(setting, sensor, camera, this.scale);
    this.count = Math.max(0, Math.floor((setting.duration - this.timeOf(0)) * camera.framesPerSecond) + 1);
    this.focalPlane = drawFocalPlane(seed, sensor.id, camera);
    this.attitude = new AttitudeModel(seed, sensor, camera);
    this.light = new Float64Array(camera.columns);
    this.samples = new Uint16Array(camera.rows * camera.columns);
    const background = {
      setting,
      scenery,
      band,
      camera,
      electronsPerRadiance: this.scale.electronsPerRadiance,
      satelliteAt: (time: number) => this.moment(time).satellite,
    };
    this.background = makeBackground(background, this.light);
    this.spots = new Spots(camera, camera.pointSpreadPixels);
    this.readOut = makeReadOut({
      scale: this.scale,
      plane: this.focalPlane,
      noise: randomStream(seed, "frames", sensor.id, "noise"),
      light: this.light,
      samples: this.samples,
    });
  }

  get frames(): Iterable<Frame> {
    const frame = (number: number): Frame => this.frame(number);
    const { count } = this;
    return {
      *[Symbol.iterator]() {
        for (let k = 0; k < count; k++) yield frame(k);
      },
    };
  }

  frame(number: number): Frame {
    const { camera, samples, light } = this;
    const moment = this.moment(this.timeOf(number));
    const attitude = this.attitude.at(number, moment.time, moment.satellite);
    this.plant(number, moment, attitude.true);
    this.background.begin(moment.time, attitude.shiftRows, attitude.shiftColumns);
    this.readOut.begin(number);
    for (let r = 0; r < camera.rows; r++) {
      this.background.row(r);
      this.spots.takeRow(r, light);
      this.readOut.row(r);
    }
    this.readOut.end();
    const { right, down, forward } = attitude.reported;
    return {
      number,
      time: moment.time,
      positionEcef: moment.satellite as [number, number, number],
      axesEcef: Float64Array.of(...right, ...down, ...forward),
      samples,
    };
  }

  private timeOf(frame: number): number {
    return microseconds((frame + phaseOf(this.sensor.id)) / this.camera.framesPerSecond);
  }

  private moment(time: number): Moment {
    return { time, satellite: this.orbit.positionEcef(addSeconds(this.setting.start, time)) };
  }

  private plant(look: number, start: Moment, axes: CameraAxes): void {
    const question: LookQuestion = {
      sensor: this.sensor,
      look,
      start,
      duration: 0,
      sun: sunPositionEcef(addSeconds(this.setting.start, start.time)),
      momentAt: (time) => this.moment(microseconds(time)),
      stream: (purpose) => this.stream(purpose),
    };
    for (const source of this.sources) {
      for (const { direction, irradiance, onePixel } of source.lights(question)) {
        const place = imagePlace(axes, this.camera, direction);
        if (place === null) continue;
        const electrons = irradiance * this.scale.electronsPerIrradiance;
        if (onePixel === true) this.spots.hit(place.row, place.column, electrons);
        else this.spots.plant(place.row, place.column, electrons);
      }
    }
  }

  private stream(purpose: string): RandomStream {
    let stream = this.streams.get(purpose);
    if (stream === undefined) {
      stream = randomStream(this.setting.inputs.seed, "infrared", this.sensor.id, purpose);
      this.streams.set(purpose, stream);
    }
    return stream;
  }
}

function frameHeader(
  setting: Setting,
  sensor: InfraredSatellite,
  camera: FramesBlock,
  scale: DetectorScale,
): FrameHeader {
  return {
    format: "firstlight-frames-1",
    sensor: sensor.id,
    origin: setting.inputs.scenario.origin,
    start: epochToUtc(setting.start),
    band: sensor.payload.band,
    rows: camera.rows,
    columns: camera.columns,
    pixelMicroradians: camera.pixelMicroradians,
    framesPerSecond: camera.framesPerSecond,
    sample: "uint16",
    irradiancePerCount: scale.electronsPerCount / scale.electronsPerIrradiance,
    pointSpreadPixels: camera.pointSpreadPixels,
    randomMicroradians: sensor.payload.randomMicroradians,
  };
}

/**
 * The images of a sensor whose network file holds a block `frames`, made one after another as they are asked for.
 *
 * @param sensorId an infrared satellite of the network
 * @throws InputError where the sensor has no camera, it never sees its place, or its orbit can't be used
 */
export function frameStream(
  inputs: WorldInputs,
  sensorId: string,
  options: FrameStreamOptions = {},
): FrameStream {
  const sensor = inputs.network.sensors.find((s) => s.id === sensorId);
  if (sensor?.kind !== "infrared") throw new InputError(sensorId, "is no infrared satellite of the network");
  const camera = sensor.payload.frames;
  if (camera === undefined) throw new InputError(sensorId, "has no block frames in its payload");
  const setting = settingOf(inputs);
  const sources = options.sources ?? lightSources(setting, options.truth ?? simulateTruth(inputs));
  const night = bandTable().bands[sensor.payload.band].nightRadiance;
  const scenery =
    options.scenery ?? recordedSceneryOf(setting, sensorId) ?? sceneryOf(setting) ?? flatScenery(night);
  return new FrameSimulator(setting, sensor, camera, sources, scenery);
}

/** The sensors of a network that give images, in its order. */
export function frameSensors({ network }: Pick<WorldInputs, "network">): string[] {
  return network.sensors
    .filter((s) => s.kind === "infrared" && s.payload.output === "frames")
    .map((s) => s.id);
}
