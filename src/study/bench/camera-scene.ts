import { FramesBlock, Network, Scenario } from "../../messages/index.js";
import type { WorldInputs } from "../../world/index.js";

/** Its one sensor: see `cameraScene`. */
export const CAMERA_ID = "camera";

/** Sources of light that stand in the camera's field. */
const SOURCES = 20;

/**
 * A geostationary satellite whose camera of 1024 × 1024 pixels takes ten frames a second of open sea by day under a
 * field of cloud, with twenty steady sources in it: what frames and their detection are measured on.
 *
 * @param seconds how long it looks
 */
export function cameraScene(seconds: number): WorldInputs {
  const frames = FramesBlock.parse({ pointing: { latitudeDeg: 20, longitudeDeg: -55 } });
  const network = Network.parse({
    name: "one camera",
    sensors: [
      {
        id: CAMERA_ID,
        kind: "infrared",
        orbit: { geostationaryLongitudeDeg: -60 },
        payload: {
          mode: "staring",
          revisitSeconds: 0.1,
          noiseEquivalentIrradiance: 1e-13,
          randomMicroradians: 5,
          biasMicroradians: 20,
          output: "frames",
          frames,
        },
      },
    ],
    priors: {
      boostFamilies: [
        {
          name: "any",
          class: "ballistic",
          stages: [{ initialAcceleration: 20, exhaustVelocity: 2500, burnSeconds: 100 }],
          kickDeg: 10,
          radiantIntensity: 3e4,
        },
      ],
    },
  });
  const scenario = Scenario.parse({
    name: "one camera",
    start: "2026-08-22T15:00:00Z",
    durationSeconds: seconds,
    network: "one camera",
    scenery: {},
    objects: Array.from({ length: SOURCES }, (_, k) => ({
      id: `source-${k}`,
      kind: "fire",
      latitudeDeg: 17 + (k % 5) * 1.3,
      longitudeDeg: -58 + Math.floor(k / 5) * 1.7,
      radiantIntensity: 2e5,
    })),
  });
  return {
    scenario,
    network,
    vehicles: new Map(),
    ascents: new Map(),
    catalogues: new Map(),
    networkCatalogue: [],
    lightning: new Map(),
    seed: 1,
  };
}
