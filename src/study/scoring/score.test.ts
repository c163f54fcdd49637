import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { surfaceDestination } from "../../astro/index.js";
import type { EventUpdate, TruthObject, Warning } from "../../messages/index.js";
import { ellipseDistance, ellipseTouchesCircle, geodeticOf } from "./ellipse.js";
import { matchEvents } from "./match.js";
import { scoreRun } from "./score.js";

const RADIANS = Math.PI / 180;
const RULE = { distanceKm: 50, seconds: 60 };
const ELLIPSE = { semiMajor: 3000, semiMinor: 1000, azimuthDeg: 30 };
const at = (latitudeDeg: number, longitudeDeg: number, time = "2026-08-22T06:05:00Z") => ({
  time,
  latitudeDeg,
  longitudeDeg,
});

const event = (id: string, changes: Partial<EventUpdate> = {}): EventUpdate => ({
  type: "event",
  id,
  revision: 1,
  at: "2026-08-22T06:10:00Z",
  origin: "exercise",
  state: "closed",
  class: "ballistic",
  probability: 0.99,
  probabilities: { ballistic: 0.99 },
  kinds: ["infrared", "radar"],
  independentPaths: 2,
  confirmed: true,
  confirmedAt: "2026-08-22T06:08:00Z",
  firstDetection: "2026-08-22T06:05:40Z",
  lastDetection: "2026-08-22T06:15:00Z",
  launch: { ...at(20, -45), timeSigma: 2, azimuthDeg: 330, ellipse95: ELLIPSE },
  impact: { ...at(31, -53, "2026-08-22T06:16:00Z"), timeSigma: 2, ellipse95: ELLIPSE, basis: "radar" },
  tracks: [],
  sensors: [],
  evidence: [],
  ...changes,
});
const object = (id: string, changes: Partial<TruthObject> = {}): TruthObject => ({
  type: "truth-object",
  id,
  class: "ballistic",
  launch: { ...at(20.01, -45), azimuthDeg: 330 },
  impact: at(31.01, -53, "2026-08-22T06:16:05Z"),
  ...changes,
});
const warning = (of: string, level: Warning["level"], changes: Partial<Warning> = {}): Warning => ({
  type: "warning",
  id: `${of}-${level}`,
  event: of,
  at: "2026-08-22T06:08:00Z",
  origin: "exercise",
  level,
  msgType: "Alert",
  references: [],
  class: "ballistic",
  probability: 0.99,
  headline: "h",
  description: "d",
  expires: "2026-08-22T07:00:00Z",
  evidence: [{ kind: "infrared", sensor: "s", tracks: [], measurements: [], digest: "0" }],
  ...changes,
});
const score = (
  events: EventUpdate[],
  warnings: Warning[],
  truth: TruthObject[],
  protectedAreas = [] as never[],
) => scoreRun({ events, warnings, protectedAreas }, truth, RULE).score;

describe("an ellipse on the ground", () => {
  test("its rim is at distance 1 in every direction", () => {
    const inputs = [
      fc.double({ min: -70, max: 70, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
    ] as const;
    fc.assert(
      fc.property(...inputs, (latitudeDeg, azimuthDeg, angle) => {
        const centre = { latitudeDeg, longitudeDeg: 179.99 };
        const [along, across] = [3000 * Math.cos(angle), 1000 * Math.sin(angle)];
        const course = azimuthDeg * RADIANS + Math.atan2(across, along);
        const rim = surfaceDestination(geodeticOf(centre), course, Math.hypot(along, across));
        const place = { latitudeDeg: rim.latitude / RADIANS, longitudeDeg: rim.longitude / RADIANS };
        expect(ellipseDistance(centre, { ...ELLIPSE, azimuthDeg }, place)).toBeCloseTo(1, 6);
      }),
    );
  });
  test("touches a circle that its long axis reaches and its short one does not", () => {
    const circle = (bearing: number) => {
      const to = surfaceDestination(geodeticOf(at(20, -45)), bearing * RADIANS, 7000);
      return { latitudeDeg: to.latitude / RADIANS, longitudeDeg: to.longitude / RADIANS, radiusKm: 5 };
    };
    expect(ellipseTouchesCircle(at(20, -45), ELLIPSE, circle(30))).toBe(true);
    expect(ellipseTouchesCircle(at(20, -45), ELLIPSE, circle(120))).toBe(false);
  });
});

describe("events and truth are matched", () => {
  test("within 50 km and 60 s at the launch, and not beyond", () => {
    const match = (launch: TruthObject["launch"]) =>
      matchEvents([event("e")], [object("o", { launch: launch! })], RULE).get("e");
    expect(match({ ...at(20.44, -45), azimuthDeg: 0 })).toBe("o");
    expect(match({ ...at(20.46, -45), azimuthDeg: 0 })).toBeUndefined();
    expect(match({ ...at(20, -45, "2026-08-22T06:05:59Z"), azimuthDeg: 0 })).toBe("o");
    expect(match({ ...at(20, -45, "2026-08-22T06:06:01Z"), azimuthDeg: 0 })).toBeUndefined();
  });
  test("nearest first, each object once", () => {
    const near = event("near", { launch: { ...event("x").launch!, latitudeDeg: 20.02 } });
    const matched = matchEvents(
      [event("far", { launch: { ...near.launch!, latitudeDeg: 20.3 } }), near],
      [object("o")],
      RULE,
    );
    expect([...matched]).toEqual([["near", "o"]]);
  });
  test("a child by where it comes down, and only with its parent", () => {
    const child = event("child", { parent: "e", class: "falling-stage" });
    const stages = [
      object("a", { parent: "o", class: "falling-stage", impact: at(31.3, -53) }),
      object("b", { parent: "o", class: "falling-stage", impact: at(31.02, -53) }),
    ];
    expect(matchEvents([event("e"), child], [object("o"), ...stages], RULE).get("child")).toBe("b");
    expect(matchEvents([child], [object("o"), ...stages], RULE).get("child")).toBeUndefined();
  });
});

describe("the score", () => {
  test("of a launch that was seen, confirmed and warned of", () => {
    expect(
      score([event("e")], [warning("e", "notice"), warning("e", "confirmed")], [object("o")]),
    ).toMatchObject({
      launches: 1,
      detected: 1,
      missed: 0,
      falseWarnings: 0,
      misclassified: 0,
      launchEllipse95Coverage: 1,
      impactEllipse95Coverage: 1,
      timeToDetectMedian: 40,
      timeToConfirmMedian: 180,
    });
  });
  test("a launch that nobody saw is missed; one without estimates leaves no figure", () => {
    const { missed, ...rest } = score([], [], [object("o")]);
    expect(missed).toBe(1);
    expect(rest).not.toHaveProperty("impactErrorMedian");
  });
  test("a notice of any real launch is right, a confirmed warning of a space launch is false", () => {
    const truth = [object("o", { class: "space-launch" })];
    expect(score([event("e")], [warning("e", "notice")], truth).falseWarnings).toBe(0);
    expect(
      score([event("e")], [warning("e", "notice"), warning("e", "confirmed")], truth).falseWarnings,
    ).toBe(1);
  });
  test("any warning on what was no launch is false; it counts once with its updates, and its cancel not at all", () => {
    const update = warning("e", "notice", { id: "u", msgType: "Update" });
    const cancel = warning("e", "notice", { id: "c", msgType: "Cancel" });
    expect(score([event("e")], [warning("e", "notice"), update, cancel], []).falseWarnings).toBe(1);
  });
  test("a warning of a sounding rocket is right where its ellipse touches a protected area", () => {
    const truth = [object("o", { class: "sounding-rocket" })];
    const grave = warning("e", "confirmed", { impact: event("e").impact! });
    const area = { name: "area", latitudeDeg: 31.05, longitudeDeg: -53, radiusKm: 5 };
    expect(
      scoreRun({ events: [event("e")], warnings: [grave], protectedAreas: [area] }, truth, RULE).score
        .falseWarnings,
    ).toBe(0);
    expect(
      scoreRun({ events: [event("e")], warnings: [grave], protectedAreas: [] }, truth, RULE).score
        .falseWarnings,
    ).toBe(1);
  });
});
