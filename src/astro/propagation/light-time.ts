import { norm, subtract, type Vec3 } from "../vector.js";

/** Speed of light in vacuum, m/s: by definition of the metre. */
export const SPEED_OF_LIGHT = 299_792_458;

/** A place at a time (s after the caller's reference), m, in axes that don't turn. */
export type PlaceAt = (t: number) => Vec3;

/** At light's speed a target of 10 km/s moves by 3e-5 of the way: each round leaves so much of the error before. */
const ROUNDS = 5;

/**
 * How long light is on its way to a target.
 *
 * @param from where it starts, m, inertial axes
 * @param transmit when, s
 * @param target inertial axes, m; vacuum between
 * @returns s. Source: Montenbruck and Gill (2000), section 6.2.2
 */
export function uplinkTime(from: Vec3, transmit: number, target: PlaceAt): number {
  let way = 0;
  for (let round = 0; round < ROUNDS; round++)
    way = norm(subtract(target(transmit + way), from)) / SPEED_OF_LIGHT;
  return way;
}

/**
 * How long light was on its way from a target.
 *
 * @param to where it arrives, m, inertial axes
 * @param receive when, s
 * @returns s
 */
export function downlinkTime(to: Vec3, receive: number, target: PlaceAt): number {
  let way = 0;
  for (let round = 0; round < ROUNDS; round++)
    way = norm(subtract(target(receive - way), to)) / SPEED_OF_LIGHT;
  return way;
}

/**
 * A pulse there and back.
 *
 * @param station inertial axes, m: it moves while the pulse is away
 * @param transmit s
 * @returns when it meets the target, and when it is back, s
 */
export function pulseThereAndBack(
  station: PlaceAt,
  transmit: number,
  target: PlaceAt,
): { readonly bounce: number; readonly receive: number } {
  const bounce = transmit + uplinkTime(station(transmit), transmit, target);
  const mirror = target(bounce);
  // the way back is the way up to a station that moves
  return { bounce, receive: bounce + uplinkTime(mirror, bounce, station) };
}
