import { FramesBlock, InfraredPayload, Network, Scenario } from "../../src/messages/index.js";
import type { WorldInputs } from "../../src/world/index.js";
import { makeNetwork } from "./make-picture.js";

/** A camera of 64 × 64 pixels without faults: no dead, hot or unequal pixels, no jitter. @param over what shall be otherwise */
export function plainCamera(over: Partial<FramesBlock> = {}): FramesBlock {
  return FramesBlock.parse({
    rows: 64,
    columns: 64,
    pointing: { latitudeDeg: 20, longitudeDeg: -60 },
    jitterMicroradians: 0,
    gainNonUniformity: 0,
    offsetNonUniformityElectrons: 0,
    deadPixelShare: 0,
    hotPixelShare: 0,
    ...over,
  });
}

/** A world of one geostationary satellite "cam" with a camera, and nothing to see but what a test puts there. */
export function cameraWorld(
  camera: FramesBlock,
  over: Partial<InfraredPayload> = {},
  seed = 1,
): WorldInputs & { readonly payload: InfraredPayload } {
  const payload = InfraredPayload.parse({
    mode: "staring",
    revisitSeconds: 1 / camera.framesPerSecond,
    noiseEquivalentIrradiance: 1e-13,
    randomMicroradians: 1e-9,
    biasMicroradians: 0,
    output: "frames",
    frames: camera,
    ...over,
  });
  const network = makeNetwork();
  return {
    payload,
    network: Network.parse({
      ...network,
      sensors: [{ id: "cam", kind: "infrared", orbit: { geostationaryLongitudeDeg: -75 }, payload }],
    }),
    scenario: Scenario.parse({
      name: "camera",
      start: "2026-08-22T06:00:00Z",
      durationSeconds: 60,
      network: "none",
      objects: [{ id: "fire", kind: "fire", latitudeDeg: -40, longitudeDeg: 100 }],
    }),
    vehicles: new Map(),
    ascents: new Map(),
    catalogues: new Map(),
    networkCatalogue: [],
    lightning: new Map(),
    seed,
  };
}
