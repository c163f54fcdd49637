import type { InfraredSatellite } from "../../../../messages/index.js";

/**
 * A generic staring infrared satellite over the equator, by which recorded flights are shown to a watch.
 *
 * @param longitudeDeg of any turn
 * @param payload what is otherwise than with the usual one
 */
export function infraredSatellite(
  id: string,
  longitudeDeg: number,
  payload: Partial<InfraredSatellite["payload"]> = {},
): InfraredSatellite {
  return {
    id,
    kind: "infrared",
    orbit: { geostationaryLongitudeDeg: longitudeDeg - 360 * Math.round(longitudeDeg / 360) },
    payload: {
      mode: "staring",
      revisitSeconds: 5,
      fieldOfRegardDeg: 10,
      view: "earth",
      band: "swir",
      noiseEquivalentIrradiance: 2e-13,
      thresholdSignalToNoise: 6,
      falseDetectionsPerLook: 0.02,
      resolutionMicroradians: 30,
      randomMicroradians: 30,
      biasMicroradians: 20,
      sunExclusionDeg: 0,
      ...payload,
    },
    dependsOn: { power: id, link: id, clock: id },
  };
}
