import type { Vehicle } from "../../../messages/index.js";
import type { Body } from "../../body.js";
import type { Motion } from "../../motion.js";
import type { Ascent } from "./ascent.js";
import {
  drawnCoefficient,
  type Family,
  fragmentBodies,
  pieceBody,
  pieceStream,
  pushedBack,
  sidewaysPushes,
} from "./pieces.js";

/** Up to when things come off as they should. */
export interface Separations {
  /** Whole motion of the object, s after the scenario's start. */
  readonly motion: Motion;
  readonly ascent: Ascent;
  /** Failure, or nothing goes wrong: infinite. */
  readonly until: number;
}

function stateOf(motion: Motion, time: number): Float64Array {
  const state = new Float64Array(6);
  motion.stateAt(time, state);
  return state;
}

/** The spent stages that fall as objects of their own, each with its small debris. */
function spentStages(family: Family, vehicle: Vehicle, { ascent, until }: Separations): Body[] {
  const { spentStages: spent, payload, separationDebris } = vehicle;
  const count = payload.separates ? ascent.burns.length : ascent.burns.length - 1;
  return ascent.burns.slice(0, count).flatMap((burn, k) => {
    if (burn.end >= until) return [];
    const state = stateOf(ascent.motion, burn.end);
    const bodies: Body[] = [];
    if (spent !== undefined) {
      const id = `${family.parent}/stage-${k + 1}`;
      bodies.push(
        pieceBody(family, {
          id,
          time: burn.end,
          state: pushedBack(state, spent.separationSpeed),
          ballisticCoefficient: drawnCoefficient(family.setting, id, spent.ballisticCoefficient),
          squareMetres: spent.crossSectionM2,
          tumble: spent.tumble,
        }),
      );
    }
    if (separationDebris !== undefined) {
      const prefix = `${family.parent}/debris-${k + 1}`;
      bodies.push(...fragmentBodies(family, prefix, separationDebris, burn.end, state));
    }
    return bodies;
  });
}

function fairing(family: Family, vehicle: Vehicle, { ascent, motion, until }: Separations): Body[] {
  const { fairing: shell } = vehicle;
  if (shell === undefined) return [];
  const time = ascent.launch.time + shell.seconds;
  if (time >= until) return [];
  const stream = pieceStream(family.setting, `${family.parent}/fairing`, "push");
  const pushes = sidewaysPushes(stream, stateOf(motion, time), shell.pieces, shell.separationSpeed);
  return pushes.map((state, k) => {
    const id = `${family.parent}/fairing-${k + 1}`;
    return pieceBody(family, {
      id,
      time,
      state,
      ballisticCoefficient: drawnCoefficient(family.setting, id, shell.ballisticCoefficient),
      squareMetres: shell.crossSectionM2,
      tumble: shell.tumble,
    });
  });
}

function carrier(family: Family, vehicle: Vehicle, { ascent, motion, until }: Separations): Body[] {
  const { bus } = vehicle;
  if (bus === undefined) return [];
  const time = ascent.burns.at(-1)!.end + bus.secondsAfterBurnout;
  if (time >= until || time >= motion.end) return [];
  const id = `${family.parent}/bus`;
  return [
    pieceBody(family, {
      id,
      time,
      state: pushedBack(stateOf(motion, time), bus.separationSpeed),
      ballisticCoefficient: drawnCoefficient(family.setting, id, bus.ballisticCoefficient),
      squareMetres: bus.crossSectionM2,
      tumble: bus.tumble,
    }),
  ];
}

/** All that comes off a vehicle in flight as it should: spent stages and their debris, the fairing, the bus. */
export function separatedBodies(family: Family, vehicle: Vehicle, separations: Separations): Body[] {
  return [
    ...spentStages(family, vehicle, separations),
    ...fairing(family, vehicle, separations),
    ...carrier(family, vehicle, separations),
  ];
}
