import type { AscentDeviation, AscentProfile, RandomStream } from "../../astro/index.js";
import { normalAt } from "../../astro/index.js";
import type { BoostFamily } from "../../messages/index.js";

const DEGREE = Math.PI / 180;

/** A family of boost profiles as the ascent kernel takes it. */
export function ascentProfile(family: BoostFamily): AscentProfile {
  return {
    stages: family.stages,
    verticalRiseSeconds: family.verticalRiseSeconds,
    kickSeconds: family.kickSeconds,
    kick: family.kickDeg * DEGREE,
    dragCoefficient: family.dragCoefficient,
  };
}

/** How one vehicle departs from its family, drawn from the family's declared spread. */
export function drawnDeviation(stream: RandomStream, family: BoostFamily): AscentDeviation {
  const { spread } = family;
  return {
    thrust: spread.thrust * normalAt(stream, 0),
    verticalRiseSeconds: spread.verticalRiseSeconds * normalAt(stream, 1),
    kick: spread.kickDeg * DEGREE * normalAt(stream, 2),
    angleOfAttack: spread.angleOfAttackDeg * DEGREE * normalAt(stream, 3),
    yaw: spread.yawDeg * DEGREE * normalAt(stream, 4),
    drag: spread.drag * normalAt(stream, 5),
  };
}
