import { epochFromUtc, secondsBetween } from "../../../astro/index.js";
import { BOUNDED, BOUNDED_COUNT, ellipse95, launchBound } from "../../../estimation/index.js";
import { familiesOf } from "../../../watch/index.js";
import type { Truth, WorldInputs } from "../../../world/index.js";
import type { BoundLook } from "./looks.js";

type Body = Truth["bodies"][number];

/** What can be known of a launch by one who knows its kind of vehicle. */
export interface ProfileBound {
  readonly time: number;
  readonly semiMajor: number;
  readonly semiMinor: number;
  readonly timeSigma: number;
}

const DEGREE = Math.PI / 180;
/** Ascents over which the mean is taken. */
const DRAWS = 16;

/**
 * The bound of a launch seen by infrared, when the vehicle's own family of ascents and its declared spread are known:
 * place, time and direction are not, nor the cloud's top, the pointing biases, and the departures from the profile.
 *
 * @param looks at the body, in order of time
 * @param moments in order, s after the scenario's start
 * @returns empty where its ascent is no such family (steered to orbit, by a pitch program, recorded, or failed)
 */
export function profileBound(
  world: WorldInputs,
  body: Body,
  looks: readonly BoundLook[],
  moments: readonly number[],
): ProfileBound[] {
  const object = world.scenario.objects.find(({ id }) => id === body.id);
  if (object?.kind !== "vehicle" || object.failure !== undefined || object.loft !== undefined) return [];
  const vehicle = world.vehicles.get(object.vehicle);
  const launch = body.truth?.launch;
  if (vehicle === undefined || launch === undefined) return [];
  if (vehicle.orbit !== undefined || vehicle.pitchProgramDeg !== undefined) return [];
  const sights = looks.filter(({ sight }) => sight !== undefined);
  const last = sights.at(-1);
  if (last === undefined) return [];
  const { network } = world;
  const [family] = familiesOf({ ...network, priors: { ...network.priors, boostFamilies: [vehicle.boost] } });
  const satellites = [...new Set(sights.map(({ sensor }) => sensor))].map((sensor) => {
    const own = sights.filter((look) => look.sensor === sensor);
    const middle = own[own.length >> 1]!;
    return {
      positionEcef: middle.sight!.positionEcef,
      phase: own[0]!.time,
      revisit: sensor.revisit!,
      sigma: middle.sight!.sigma,
      biasSigma: sensor.fixed[0]!,
    };
  });
  const { cloudTop } = network.priors;
  const scene = {
    family: family!,
    start: {
      latitude: launch.latitudeDeg * DEGREE,
      longitude: launch.longitudeDeg * DEGREE,
      height: 0,
      azimuth: launch.azimuthDeg * DEGREE,
    },
    ignition: secondsBetween(epochFromUtc(world.scenario.start), epochFromUtc(launch.time)),
    satellites,
    cloudTop: { mean: cloudTop.meanM, sigma: cloudTop.sigmaM, min: cloudTop.minM, max: cloudTop.maxM },
  };
  const first = sights[0]!.time;
  const seen = moments.filter((moment) => moment >= first && moment <= last.time);
  return launchBound(scene, [...seen, last.time], DRAWS, world.seed).flatMap((bound, k) => {
    if (bound === null) return [];
    const at = (i: number, j: number) => bound.covariance[i * BOUNDED_COUNT + j]!;
    const { east, north, time } = BOUNDED;
    const { semiMajor, semiMinor } = ellipse95([at(east, east), at(east, north), at(north, north)]);
    return [{ time: seen[k] ?? last.time, semiMajor, semiMinor, timeSigma: Math.sqrt(at(time, time)) }];
  });
}
