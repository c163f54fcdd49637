import type { EvidenceOf, Sensor } from "../../messages/index.js";
import { failTogether } from "./paths.js";

declare const agreed: unique symbol;
declare const confirmed: unique symbol;

/** A radar track and lines of sight were found to be of one body. */
export interface Agreement {
  readonly [agreed]: true;
  /** Instant at which both were held against each other, s after the reference. */
  readonly at: number;
  /** Squared distance over its variance, by satellite; χ² with two degrees of freedom for one body. */
  readonly distances: readonly number[];
}

/** Largest squared distance of one satellite's line from a radar's track: 3 in 10,000 of true pairs lie beyond. */
export const AGREEMENT_GATE = 16;

/** @returns the agreement, or null where any satellite's line of sight passes the radar's track by */
export function agreeInSpaceAndTime(at: number, distances: readonly number[]): Agreement | null {
  if (distances.length === 0 || !distances.every((d) => d >= 0 && d < AGREEMENT_GATE)) return null;
  return { at, distances } as unknown as Agreement;
}

/**
 * A launch that two kinds of sensor saw. It can only be built from evidence of both kinds and their agreement in
 * space and time; two satellites, or two radars, can't make one.
 */
export interface ConfirmedLaunch {
  readonly [confirmed]: true;
  readonly infrared: EvidenceOf<"infrared">;
  readonly radar: EvidenceOf<"radar">;
  readonly agreement: Agreement;
}

/**
 * Confirms a launch.
 *
 * @param infrared what the satellites saw
 * @param radar what the radars saw
 * @param agreement that both are of one body
 * @param sensors the network's sensors by id
 * @returns null where every radar hangs on the same power, link, processor, site or clock as every satellite: a
 *   shared failure has one vote
 */
export function confirmLaunch(
  infrared: EvidenceOf<"infrared">,
  radar: EvidenceOf<"radar">,
  agreement: Agreement,
  sensors: ReadonlyMap<string, Sensor>,
): ConfirmedLaunch | null {
  const known = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap((id) => {
      const sensor = sensors.get(id);
      return sensor === undefined ? [] : [sensor];
    });
  const satellites = known(infrared.witnesses.map((w) => w.sensor));
  const radars = known(radar.witnesses.map((w) => w.sensor));
  const independent = satellites.some((s) => radars.some((r) => !failTogether(s, r)));
  return independent ? ({ infrared, radar, agreement } as unknown as ConfirmedLaunch) : null;
}
