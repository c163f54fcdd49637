import { randomStream } from "../../astro/index.js";
import { InputError, type Vehicle, type VehicleObject } from "../../messages/index.js";
import type { Body, CrossSection, Emission } from "../body.js";
import { logNormalAt } from "../draws.js";
import { freeFall } from "../free-fall.js";
import { clippedMotion, joinedMotion } from "../motion.js";
import type { Setting } from "../setting.js";
import { flightRecord } from "../truth-record.js";
import { drawnTumbling, type Tumbling } from "../tumbling.js";
import { ascentProfile, drawnDeviation } from "./ascent-profile.js";
import { drawnLaunch } from "./launch.js";
import { type Ascent, flyAscent, type StageBurn } from "./vehicle/ascent.js";
import { type FailedFlight, failedFlight } from "./vehicle/failure.js";
import { loftedProfile } from "./vehicle/loft.js";
import { type Family, pieceStream } from "./vehicle/pieces.js";
import { separatedBodies } from "./vehicle/separation.js";

/** What became of a launch, by failure or as it should. */
type Outcome = Omit<FailedFlight, "time"> & { readonly time: number | null };

/** Free flight after the last burn of what the vehicle carries. */
function plannedFlight(setting: Setting, id: string, vehicle: Vehicle, ascent: Ascent): Outcome {
  const { payload } = vehicle;
  const beta = logNormalAt(
    pieceStream(setting, id, "ballistic coefficient"),
    0,
    payload.ballisticCoefficient,
  );
  const burnout = ascent.burns.at(-1)!.end;
  const state = new Float64Array(6);
  ascent.motion.stateAt(burnout, state);
  const fall = freeFall(burnout, state, beta);
  return {
    time: null,
    ascent,
    motion: joinedMotion([clippedMotion(ascent.motion, ascent.launch.time, burnout), fall.motion]),
    burns: ascent.burns,
    flashes: [],
    ballisticCoefficient: beta,
    tumbling: drawnTumbling(pieceStream(setting, id, "tumbling"), payload.tumble),
    apogeeTime: fall.apogeeTime,
    impactTime: fall.impactTime,
    fragments: [],
  };
}

function plumes(vehicle: Vehicle, burns: readonly StageBurn[]): Emission[] {
  const { boost, plumeShape } = vehicle;
  return burns.map((burn, k) => ({
    ...burn,
    kind: "plume",
    radiantIntensity: boost.stages[k]!.radiantIntensity ?? boost.radiantIntensity,
    shape: boost.stages[k]!.plumeShape ?? plumeShape,
  }));
}

/** The stack up to burnout, then the bus where there is one, then the payload; a failed stack stays one. */
function crossSections(vehicle: Vehicle, outcome: Outcome): CrossSection[] {
  const { boostCrossSectionM2, payload, bus } = vehicle;
  const forever = Number.POSITIVE_INFINITY;
  if (outcome.time !== null) return [{ until: forever, squareMetres: boostCrossSectionM2 }];
  const burnout = outcome.burns.at(-1)!.end;
  const parts = [{ until: burnout, squareMetres: boostCrossSectionM2 }];
  if (bus !== undefined) {
    parts.push({ until: burnout + bus.secondsAfterBurnout, squareMetres: bus.crossSectionM2 });
  }
  return [...parts, { until: forever, squareMetres: payload.crossSectionM2 }];
}

/** Tumbling begins when the last thrust ends. */
function tumblingAfter(tumbling: Tumbling | undefined, burnout: number) {
  return tumbling === undefined ? {} : { tumbling: { ...tumbling, start: burnout } };
}

/**
 * A generic vehicle: powered ascent by its family drawn from the family's spread, then free flight of what it
 * carries, and beside it what came off: spent stages, fairing, debris; or what a failure left of it.
 *
 * @throws InputError when the vehicle's file is not among the inputs
 */
export function vehicleBodies(setting: Setting, object: VehicleObject): Body[] {
  const { id, loft, failure } = object;
  const vehicle = setting.inputs.vehicles.get(object.vehicle);
  if (vehicle === undefined) throw new InputError(id, `vehicle ${object.vehicle} was not loaded`);
  const launch = drawnLaunch(setting, id, object.launch);
  const deviation = drawnDeviation(randomStream(setting.inputs.seed, "truth", id, "ascent"), vehicle.boost);
  const own = ascentProfile(vehicle.boost);
  const profile = loft === undefined ? own : loftedProfile(id, vehicle, launch, own, loft);
  const ascent = flyAscent(vehicle, launch, profile, deviation);
  const family: Family = {
    setting,
    parent: id,
    class: "falling-stage",
    swerling: vehicle.swerling,
    cloudTop: launch.cloudTop,
  };
  const failed = failure === undefined ? null : failedFlight(family, failure, ascent);
  const outcome: Outcome = failed ?? plannedFlight(setting, id, vehicle, ascent);
  const { motion } = outcome;
  const burnout = outcome.burns.at(-1)!.end;
  const body: Body = {
    id,
    motion,
    emissions: [...plumes(vehicle, outcome.burns), ...outcome.flashes],
    crossSections: crossSections(vehicle, outcome),
    swerling: vehicle.swerling,
    ...tumblingAfter(outcome.tumbling, burnout),
    cloudTop: launch.cloudTop,
    truth: flightRecord(setting, {
      id,
      class: vehicle.class,
      motion,
      launch,
      burnoutTime: burnout,
      apogeeTime: outcome.apogeeTime,
      impactTime: outcome.impactTime,
      drawn: {
        ...deviation,
        ballisticCoefficient: outcome.ballisticCoefficient,
        cloudTop: launch.cloudTop,
        ...(loft === undefined ? {} : { loftKick: profile.kick }),
        ...(outcome.time === null ? {} : { failureSeconds: outcome.time - launch.time }),
      },
    }),
  };
  const until = outcome.time ?? Number.POSITIVE_INFINITY;
  return [body, ...separatedBodies(family, vehicle, { motion, ascent, until }), ...outcome.fragments];
}
