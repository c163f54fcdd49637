import { FramesBlock, type InfraredSatellite, Network, Scenario } from "../../messages/index.js";
import { bandNoise, detectorScale, pixelVariance } from "../../sensors/index.js";
import { frameStream, type RecordedScan, recordedScenery, type WorldInputs } from "../../world/index.js";
import { CAMERA_ID, cameraScene } from "../bench/camera-scene.js";
import type { PlantingGround } from "./planted.js";

/** The band whose noise stands for the camera's own where its image is looked at. */
const LIKE_BAND = 7;

/** What a geostationary camera with the pixels of a weather imager looks at. */
export interface FrameQuestion {
  readonly geostationaryLongitudeDeg: number;
  readonly pointing: { readonly latitudeDeg: number; readonly longitudeDeg: number };
  /** UTC. */
  readonly start: string;
  readonly band: "swir" | "mwir";
  /** Rows and columns. */
  readonly pixels: number;
  readonly seed: number;
  /** Lies behind the scene in place of the physical scenery. */
  readonly recorded?: RecordedScan;
  /** Whether the physical scenery has clouds; it has where nothing is said. */
  readonly clouds?: boolean;
}

/**
 * One image of the frames' simulator without any source, in the form in which recorded scans are looked at: pixels of
 * 56 µrad, the imager's point spread, no dead or hot pixels and no unevenness, as after the maker's correction. Its counts are
 * scaled so that the camera's noise is that of the imager's band at 3.9 µm.
 */
export function frameGround(question: FrameQuestion): PlantingGround {
  const world = worldOf(question);
  const { recorded } = question;
  const scenery = recorded === undefined ? {} : { scenery: recordedScenery(recorded) };
  const { header, frame } = frameOf(world, scenery);
  const counts = frame.slice();
  const camera = cameraOf(question);
  const scale = detectorScale(question.band, camera);
  const middle = Float64Array.from(counts).sort()[counts.length >> 1]!;
  const radiance = ((middle - scale.pedestalCounts) * scale.electronsPerCount) / scale.electronsPerRadiance;
  const noise = Math.sqrt(pixelVariance(scale, Math.max(0, radiance))) / scale.electronsPerCount;
  const step = header.pixelMicroradians * 1e-6;
  return {
    band: LIKE_BAND,
    rows: header.rows,
    columns: header.columns,
    x0: (-step * (header.columns - 1)) / 2,
    dx: step,
    y0: (step * (header.rows - 1)) / 2,
    dy: -step,
    view: { longitude: 0, radius: 42_164_160, equatorial: 6_378_137, polar: 6_356_752.31414 },
    counts,
    scale: bandNoise(LIKE_BAND) / noise,
    offset: (-scale.pedestalCounts * bandNoise(LIKE_BAND)) / noise,
    largestCount: scale.highestCount,
    quality: new Uint8Array(counts.length),
    planck: null,
    kappa0: null,
  };
}

function frameOf(world: WorldInputs, scenery: Parameters<typeof frameStream>[2]) {
  const stream = frameStream(world, CAMERA_ID, { ...scenery, sources: [] });
  return { header: stream.header, frame: stream.frame(0).samples };
}

function cameraOf({ pixels, pointing }: FrameQuestion): FramesBlock {
  return FramesBlock.parse({
    rows: pixels,
    columns: pixels,
    pixelMicroradians: 56,
    pointSpreadPixels: 0.5,
    pointing,
    jitterMicroradians: 0,
    gainNonUniformity: 0,
    offsetNonUniformityElectrons: 0,
    deadPixelShare: 0,
    hotPixelShare: 0,
  });
}

function worldOf(question: FrameQuestion): WorldInputs {
  const scene = cameraScene(1);
  const [camera] = scene.network.sensors as [InfraredSatellite];
  const { geostationaryLongitudeDeg, band, seed, start, clouds = true } = question;
  const payload = { ...camera.payload, band, frames: cameraOf(question) };
  const sensor = { ...camera, orbit: { geostationaryLongitudeDeg }, payload };
  return {
    ...scene,
    network: Network.parse({ ...scene.network, sensors: [sensor] }),
    scenario: Scenario.parse({ ...scene.scenario, start, scenery: { clouds } }),
    seed,
  };
}
