import type { ReentryObject } from "../../messages/index.js";
import type { Body, Emission } from "../body.js";
import { joinedMotion, type Motion } from "../motion.js";
import type { Setting } from "../setting.js";
import { flightRecord } from "../truth-record.js";
import { drawnTumbling } from "../tumbling.js";
import { type BreakUpLimit, type Descent, descent, type ReentryBody } from "./reentry/flight.js";
import { type Glow, glow } from "./reentry/glow.js";
import { braked, reentryStart } from "./reentry/start.js";
import { drawnCoefficient, type Family, fragmentBodies, pieceStream } from "./vehicle/pieces.js";

const DEGREE = Math.PI / 180;

/** Down to the deorbit impulse where there is one, then on; the pieces of the way that were flown whole. */
function wholeFlight(setting: Setting, object: ReentryObject, body: ReentryBody): Descent[] {
  const start = reentryStart(setting, object);
  const { breakUp } = object;
  const limit: BreakUpLimit | null =
    breakUp === null
      ? null
      : {
          height: breakUp.altitudeKm * 1000,
          dynamicPressure: breakUp.dynamicPressure ?? Number.POSITIVE_INFINITY,
        };
  const deorbit = object.orbit?.deorbit;
  if (deorbit === undefined) return [descent(start.time, start.state, body, limit)];
  const burn = start.time + deorbit.secondsAfter;
  const parts: Descent[] = [];
  let state = start.state;
  if (deorbit.secondsAfter > 0) {
    const before = descent(start.time, state, body, limit, burn);
    parts.push(before);
    if (before.endsBy !== "time") return parts;
    state = before.state;
  }
  parts.push(descent(burn, braked(state, deorbit.speed), body, limit));
  return parts;
}

function glowOf(object: ReentryObject): Glow {
  return { efficiency: object.radiantEfficiency, temperature: object.glowTemperatureK };
}

/** The heaviest piece, which keeps the name, and the cloud about it. */
function brokenUp(
  family: Family,
  object: ReentryObject,
  breakUp: NonNullable<ReentryObject["breakUp"]>,
  body: ReentryBody,
  whole: Descent,
): { main: Descent; fragments: Body[] } {
  const main = descent(whole.end, whole.state, { ...body, liftToDrag: 0 }, null);
  const mass = (object.massKg * (1 - breakUp.mainMassShare)) / breakUp.fragments.count;
  const light = (motion: Motion, beta: number): readonly Emission[] =>
    glow(motion, mass, beta, glowOf(object));
  const prefix = `${object.id}/fragment`;
  return {
    main,
    fragments: fragmentBodies(family, prefix, breakUp.fragments, whole.end, whole.state, light),
  };
}

/**
 * Something that comes down from orbit: braked by the air, glowing with the power that it loses, in pieces from where
 * it breaks up.
 *
 * @throws InputError on an impossible orbit
 */
export function reentryBodies(setting: Setting, object: ReentryObject): Body[] {
  const { id, breakUp, massKg } = object;
  const look = glowOf(object);
  const beta = drawnCoefficient(setting, id, object.ballisticCoefficient);
  const body: ReentryBody = {
    ballisticCoefficient: beta,
    liftToDrag: object.liftToDrag,
    bank: object.bankDeg * DEGREE,
  };
  const flown = wholeFlight(setting, object, body);
  const last = flown.at(-1)!;
  const family: Family = {
    setting,
    parent: id,
    class: "reentry",
    swerling: 1,
    cloudTop: Number.NEGATIVE_INFINITY,
  };
  const broken =
    breakUp !== null && last.endsBy === "break-up" ? brokenUp(family, object, breakUp, body, last) : null;
  const end = broken?.main ?? last;
  const emissions = flown.flatMap((part) => glow(part.motion, massKg, beta, look));
  if (broken !== null && breakUp !== null) {
    emissions.push(...glow(broken.main.motion, massKg * breakUp.mainMassShare, beta, look));
  }
  const motion = joinedMotion([...flown, ...(broken === null ? [] : [broken.main])].map((d) => d.motion));
  const tumbling = drawnTumbling(pieceStream(setting, id, "tumbling"), object.tumble);
  const main: Body = {
    id,
    motion,
    emissions,
    crossSections: [{ until: Number.POSITIVE_INFINITY, squareMetres: object.crossSectionM2 }],
    swerling: family.swerling,
    ...(tumbling === undefined ? {} : { tumbling }),
    cloudTop: family.cloudTop,
    truth: flightRecord(setting, {
      id,
      class: "reentry",
      motion,
      impactTime: end.endsBy === "ground" ? end.end : null,
      drawn: { ballisticCoefficient: beta, ...(broken === null ? {} : { breakUpTime: last.end }) },
    }),
  };
  return [main, ...(broken?.fragments ?? [])];
}
