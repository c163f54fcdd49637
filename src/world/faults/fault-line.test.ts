import { describe, expect, it } from "vitest";
import {
  at,
  beat,
  faultySetting,
  plot,
  scans,
  soundOf,
  through,
} from "../../../test/support/faulty-lines.js";
import { subpointAxes } from "../../astro/index.js";
import { InputError, type Measurement } from "../../messages/index.js";
import { disturbancesOf } from "./disturbances.js";
import { faultLine } from "./fault-line.js";

describe("a scenario's faults", () => {
  it("are none where it has none", () => {
    expect(faultLine(faultySetting([]))).toBeNull();
  });

  it.each([60, 250, 1000])("give the same deliveries in slices of %d s", (slice) => {
    const faults = [
      { id: "a", kind: "repeated-answer", sensor: "radar", from: 200, until: 300 },
      {
        id: "b",
        kind: "message-fault",
        late: 0.3,
        delaySeconds: 40,
        duplicate: 0.2,
        loss: 0.1,
        corrupt: 0.1,
      },
    ];
    // a slice that does not divide the run leaves its rest to `finish`
    const whole = through(faults, scans(90));
    expect(
      through(
        faults,
        scans(90).filter(({ time }) => time < 1000),
        slice === 60 ? 50 : slice,
      ),
    ).toEqual(whole);
  });

  it("refuse a sensor that the network doesn't have, and a strobe on a satellite", () => {
    expect(() => faultLine(faultySetting([{ id: "a", kind: "sensor-outage", sensor: "nobody" }]))).toThrow(
      InputError,
    );
    expect(() =>
      faultLine(faultySetting([{ id: "a", kind: "jamming-strobe", sensor: "satellite", azimuthDeg: 10 }])),
    ).toThrow(/no radar/);
    expect(() =>
      faultLine(faultySetting([{ id: "a", kind: "test-tape", time: 1, file: "t.jsonl" }])),
    ).toThrow(/not loaded/);
  });

  it.each([
    ["reversed", { from: 50, until: 20 }],
    ["of no length", { from: 50, until: 50 }],
    ["reversed, as UTC", { from: at(50), until: at(20) }],
    ["ended before the run", { until: "2020-01-01T00:00:00Z" }],
  ])("refuse a window that is %s", (_name, window) => {
    const fault = { id: "a", kind: "noise-burst", sensor: "radar", perSecond: 1, ...window };
    expect(() => faultLine(faultySetting([fault]))).toThrow(/is not after/);
  });
});

describe("an outage", () => {
  const messages = [...scans(5), beat(12), beat(45)].sort((a, b) => a.time - b.time);

  it.each([
    ["out", "out"],
    ["operating", "operating"],
  ])("leaves only heartbeats that say %s", (heartbeat, state) => {
    const left = soundOf(
      through(
        [{ id: "a", kind: "sensor-outage", sensor: "radar", from: 10, until: 30, heartbeat }],
        messages,
      ),
    );
    expect(left.map(({ type }) => type)).toEqual([
      "radar-plot",
      "heartbeat",
      "radar-plot",
      "radar-plot",
      "heartbeat",
    ]);
    expect(left[1]).toMatchObject({ state });
    expect(left[4]).toMatchObject({ state: "operating" });
  });

  it("can be silent", () => {
    const fault = { id: "a", kind: "sensor-outage", sensor: "radar", from: 10, heartbeat: "silent" };
    expect(soundOf(through([fault], messages))).toHaveLength(1);
  });
});

describe("a wrong clock", () => {
  it("writes its own times, and leaves when messages arrive", () => {
    const fault = {
      id: "a",
      kind: "clock-drift",
      sensor: "radar",
      from: 100,
      offsetSeconds: 2,
      driftSecondsPerHour: 36,
    };
    const out = through([fault], [plot(50, 0), plot(200, 1)]);
    expect(soundOf(out).map(({ time }) => time)).toEqual([at(50), at(200 + 2 + 1)]);
    expect(out.map(({ time }) => time)).toEqual([50, 200]);
  });
});

describe("pointing that drifts", () => {
  it("turns a radar's angles, azimuth staying within a turn", () => {
    const fault = {
      id: "a",
      kind: "pointing-drift",
      sensor: "radar",
      firstAxisMicroradians: 10_000,
      secondAxisMicroradiansPerHour: 3600,
    };
    const [turned] = soundOf(through([fault], [plot(100, 0)]));
    expect(turned).toMatchObject({
      azimuth: expect.closeTo(6.29 - 2 * Math.PI, 7),
      elevation: expect.closeTo(0.3001, 7),
    });
  });

  it("turns a satellite's lines of sight about the sub-satellite point's axes", () => {
    const detection: Measurement = {
      type: "infrared-detection",
      id: "satellite/0/0",
      sensor: "satellite",
      origin: "exercise",
      time: at(10),
      look: 0,
      positionEcef: [42_164_000, 0, 0],
      lineOfSightEcef: [-1, 0, 0],
      sigma: 3e-5,
      band: "swir",
      irradiance: 1e-12,
      signalToNoise: 9,
    };
    const fault = { id: "a", kind: "pointing-drift", sensor: "satellite", firstAxisMicroradians: 100 };
    const [turned] = soundOf(through([fault], [{ time: 10, measurement: detection }]));
    const { north } = subpointAxes([42_164_000, 0, 0]);
    const along = (turned as { lineOfSightEcef: number[] }).lineOfSightEcef;
    const lift = along[0]! * north[0] + along[1]! * north[1] + along[2]! * north[2];
    expect(Math.abs(lift)).toBeCloseTo(1e-4, 9);
  });
});

describe("disturbances of one sensor", () => {
  const { burst, jamToNoise, strobes } = disturbancesOf(
    faultySetting([
      { id: "b", kind: "noise-burst", sensor: "radar", from: 10, until: 20, perSecond: 5 },
      { id: "j", kind: "jamming-strobe", sensor: "radar", from: 10, azimuthDeg: 359, widthDeg: 4 },
    ]),
    "radar",
  );

  it("last as long as their windows", () => {
    expect([burst(9), burst(10), burst(20)]).toEqual([0, 5, 0]);
    expect(strobes(9)).toHaveLength(0);
    expect(strobes(500)).toHaveLength(1);
  });

  it("put a jammer's power into the beam, and its sidelobes elsewhere", () => {
    const degree = Math.PI / 180;
    expect(jamToNoise(0.9 * degree, 30)).toBeCloseTo(1000, 6);
    expect(jamToNoise(90 * degree, 30)).toBeCloseTo(1, 9);
    expect(jamToNoise(0, 5)).toBe(0);
  });
});
