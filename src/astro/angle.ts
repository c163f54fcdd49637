const TURN = 2 * Math.PI;

/** @returns the same angle brought to −π…π, rad */
export function signedAngle(angle: number): number {
  return angle - TURN * Math.round(angle / TURN);
}

/** @returns the same angle brought to [0, 2π), rad */
export function positiveAngle(angle: number): number {
  const rest = angle % TURN;
  const positive = rest < 0 ? rest + TURN : rest;
  // what is negative by less than rounding comes out as a whole turn
  return positive < TURN ? positive : 0;
}
