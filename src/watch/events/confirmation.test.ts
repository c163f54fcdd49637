import { describe, expect, it } from "vitest";
import { type EvidenceOf, evidenceOf, type Provenance, type Sensor, witness } from "../../messages/index.js";
import { type Agreement, agreeInSpaceAndTime, type ConfirmedLaunch, confirmLaunch } from "./confirmation.js";

const of = <K extends "infrared" | "radar">(kind: K, sensor: string, digest: string): Provenance<K> =>
  witness({ kind, sensor, origin: "test", digest, measurement: digest, path: [] });
const satellite = (id: string, clock?: string) => ({ id, kind: "infrared", dependsOn: { clock } }) as Sensor;
const radar = (id: string, clock?: string) => ({ id, kind: "radar", dependsOn: { clock } }) as Sensor;
const sensors = new Map([
  ["a", satellite("a", "shared")],
  ["b", satellite("b", "shared")],
  ["r", radar("r", "own")],
  ["q", radar("q", "shared")],
]);
const infrared = evidenceOf("infrared", [of("infrared", "a", "1"), of("infrared", "b", "2")])!;
const plots = evidenceOf("radar", [of("radar", "r", "3")])!;
const agreement = agreeInSpaceAndTime(10, [0.5, 2])!;

describe("a confirmed launch", () => {
  it("is made of infrared and radar evidence that agree", () => {
    const confirmed = confirmLaunch(infrared, plots, agreement, sensors)!;
    expect(confirmed.infrared.witnesses).toHaveLength(2);
    expect(confirmed.radar.witnesses[0].sensor).toBe("r");
  });

  it("can't be built from one kind, nor by hand, nor without agreement", () => {
    // @ts-expect-error two satellites are one kind
    const two = () => confirmLaunch(infrared, infrared, agreement, sensors);
    // @ts-expect-error two radars are one kind
    const radars = () => confirmLaunch(plots, plots, agreement, sensors);
    // @ts-expect-error an agreement only comes from the check in space and time
    const unchecked = () => confirmLaunch(infrared, plots, { at: 0, distances: [0] }, sensors);
    // @ts-expect-error the type has no literal
    const forged: ConfirmedLaunch = { infrared, radar: plots, agreement };
    // @ts-expect-error provenance is made by the intake's witness and not written down
    const relabelled: Provenance<"radar"> = { ...infrared.witnesses[0], kind: "radar" };
    expect([two, radars, unchecked, forged, relabelled]).toHaveLength(5);
  });

  it("needs evidence of its kind: no witness, no evidence", () => {
    const none: EvidenceOf<"radar"> | null = evidenceOf("radar", infrared.witnesses);
    expect(none).toBeNull();
  });

  it("does not count one raw message twice", () => {
    const copies = evidenceOf("radar", [of("radar", "r", "3"), of("radar", "relabelled", "3")])!;
    expect(copies.witnesses).toHaveLength(1);
  });

  it("is refused where the two kinds share a clock", () => {
    const sharing = evidenceOf("radar", [of("radar", "q", "4")])!;
    expect(confirmLaunch(infrared, sharing, agreement, sensors)).toBeNull();
  });

  it("is refused where a line of sight passes the radar's track by", () => {
    const apart: Agreement | null = agreeInSpaceAndTime(10, [0.5, 60]);
    expect(apart).toBeNull();
    expect(agreeInSpaceAndTime(10, [])).toBeNull();
  });
});
