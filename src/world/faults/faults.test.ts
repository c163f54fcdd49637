import { describe, expect, it } from "vitest";
import { addSeconds, epochFromUtc, epochToUtc, subpointAxes } from "../../astro/index.js";
import { FaultObject, InputError, Measurement, type ScenarioObject } from "../../messages/index.js";
import type { WorldInputs } from "../inputs.js";
import { settingOf } from "../setting.js";
import type { Delivery, TimedMeasurement } from "./delivery.js";
import { disturbancesOf } from "./disturbances.js";
import { faultLine } from "./fault-line.js";

const START = "2026-08-22T06:00:00Z";
const at = (seconds: number) => epochToUtc(addSeconds(epochFromUtc(START), seconds));

/** A setting whose network has one radar (10 s a scan), one satellite and a lightning mapper. */
function setting(faults: readonly object[], tapes?: WorldInputs["tapes"]) {
  const inputs = {
    seed: 7,
    ...(tapes === undefined ? {} : { tapes }),
    network: {
      sensors: [
        { id: "radar", kind: "radar", revisitSeconds: 10 },
        { id: "satellite", kind: "infrared", payload: { revisitSeconds: 5 } },
        { id: "mapper", kind: "optical" },
      ],
    },
    scenario: {
      start: START,
      durationSeconds: 1000,
      origin: "exercise",
      objects: faults.map((f) => FaultObject.parse(f) as ScenarioObject),
    },
  };
  return settingOf(inputs as unknown as WorldInputs);
}

function plot(time: number, scan: number, k = 0): TimedMeasurement {
  const measurement: Measurement = {
    type: "radar-plot",
    id: `radar/${scan}/${k}`,
    sensor: "radar",
    origin: "exercise",
    time: at(time),
    scan,
    range: 1e6 + k,
    azimuth: 6.28,
    elevation: 0.3,
    sigmaRange: 30,
    sigmaAzimuth: 1e-3,
    sigmaElevation: 1e-3,
    signalToNoise: 30,
  };
  return { time, measurement };
}

function beat(time: number): TimedMeasurement {
  const measurement: Measurement = {
    type: "heartbeat",
    sensor: "radar",
    origin: "exercise",
    time: at(time),
    sequence: time,
    state: "operating",
  };
  return { time, measurement };
}

const scans = (count: number) => Array.from({ length: count }, (_, k) => plot(10 * k + 3, k));

function through(faults: readonly object[], messages: readonly TimedMeasurement[], sliceEnd = 1000) {
  const line = faultLine(setting(faults))!;
  const out: Delivery[] = [];
  for (let end = sliceEnd; end <= 1000; end += sliceEnd)
    out.push(
      ...line.step(
        messages.filter(({ time }) => time >= end - sliceEnd && time < end),
        end,
      ),
    );
  return [...out, ...line.finish()];
}

const soundOf = (deliveries: readonly Delivery[]): Measurement[] =>
  deliveries.flatMap((d) => ("measurement" in d ? [d.measurement] : []));

describe("a scenario's faults", () => {
  it("are none where it has none", () => {
    expect(faultLine(setting([]))).toBeNull();
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
    expect(() => faultLine(setting([{ id: "a", kind: "sensor-outage", sensor: "nobody" }]))).toThrow(
      InputError,
    );
    expect(() =>
      faultLine(setting([{ id: "a", kind: "jamming-strobe", sensor: "satellite", azimuthDeg: 10 }])),
    ).toThrow(/no radar/);
    expect(() => faultLine(setting([{ id: "a", kind: "test-tape", time: 1, file: "t.jsonl" }]))).toThrow(
      /not loaded/,
    );
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

describe("a sensor that repeats its last answer", () => {
  it("gives its last scan again each revisit, with new times and names, until it is well", () => {
    const fault = { id: "a", kind: "repeated-answer", sensor: "radar", from: 25, until: 55 };
    const messages = [plot(13, 1), plot(21, 2, 0), plot(22, 2, 1), plot(31, 3), plot(41, 4), plot(61, 6)];
    const out = soundOf(through([fault], messages, 20)) as Extract<Measurement, { type: "radar-plot" }>[];
    expect(out.map(({ time, range }) => [time, range])).toEqual([
      [at(13), 1e6],
      [at(21), 1e6],
      [at(22), 1e6 + 1],
      [at(31), 1e6],
      [at(32), 1e6 + 1],
      [at(41), 1e6],
      [at(42), 1e6 + 1],
      [at(51), 1e6],
      [at(52), 1e6 + 1],
      [at(61), 1e6],
    ]);
    expect(new Set(out.map(({ id }) => id)).size).toBe(out.length);
    for (const m of out) expect(Measurement.safeParse(m).success).toBe(true);
  });
});

describe("a bad line", () => {
  const many = Array.from({ length: 4000 }, (_, k) => plot(k / 5, Math.floor(k / 50), k));

  it("loses, doubles, delays and spoils as often as is said", () => {
    const fault = {
      id: "line",
      kind: "message-fault",
      loss: 0.1,
      duplicate: 0.05,
      late: 0.2,
      delaySeconds: 10,
      corrupt: 0.02,
    };
    const out = through([fault], many);
    const sound = soundOf(out) as Extract<Measurement, { type: "radar-plot" }>[];
    const texts = out.flatMap((d) => ("text" in d ? [d.text] : []));
    // 99.9 % of a binomial count lies within 3.3 sigma
    const near = (count: number, share: number, of: number) =>
      expect(Math.abs(count - share * of)).toBeLessThan(3.3 * Math.sqrt(of * share * (1 - share)));
    near(texts.length, 0.9 * 0.02, 4000);
    const copies = sound.length - new Set(sound.map(({ id }) => id)).size;
    near(copies, 0.05 * 0.9 * 0.98, 4000);
    const late = out.filter((d) => "measurement" in d && Math.abs(epochDistance(d)) > 1e-9).length;
    near(late, 0.9 * 0.98 * 0.2 + 0.05, 4000);
    const times = out.map(({ time }) => time);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });

  it("spoils one bit of a text", () => {
    const out = through([{ id: "line", kind: "message-fault", corrupt: 1 }], many.slice(0, 50));
    for (const [k, delivery] of out.entries()) {
      if (!("text" in delivery)) throw new Error("not spoilt");
      const sent = JSON.stringify(many[k]!.measurement);
      const flipped = [...sent].flatMap((c, i) => {
        const bits = c.charCodeAt(0) ^ delivery.text.charCodeAt(i);
        return bits === 0 ? [] : [bits];
      });
      expect(flipped).toHaveLength(1);
      expect(Math.log2(flipped[0]!) % 1).toBe(0);
    }
  });

  it("relays under the relay's name, and only where a message can say so", () => {
    const out = soundOf(
      through([{ id: "line", kind: "message-fault", relayedBy: "centre" }], [plot(1, 0), beat(2)]),
    );
    expect(out).toHaveLength(3);
    expect(out[1]).toMatchObject({ relayedBy: ["centre"], id: "radar/0/0" });
  });
});

describe("a test tape", () => {
  const tape = [plot(500, 50).measurement, plot(507, 51).measurement];
  const play = (marked: boolean) => {
    const fault = { id: "tape", kind: "test-tape", time: 100, file: "t.jsonl", marked };
    const line = faultLine(setting([fault], new Map([["t.jsonl", tape]])))!;
    return soundOf([...line.step([plot(104, 10)], 105), ...line.step([], 1000)]);
  };

  it("plays into the line with its own distances in time, marked as a test", () => {
    expect(play(true).map((m) => [m.time, m.origin])).toEqual([
      [at(100), "test"],
      [at(104), "exercise"],
      [at(107), "test"],
    ]);
  });

  it("passes for this run's own where nobody marked it", () => {
    expect(new Set(play(false).map(({ origin }) => origin))).toEqual(new Set(["exercise"]));
  });
});

describe("disturbances of one sensor", () => {
  const { burst, jamToNoise, strobes } = disturbancesOf(
    setting([
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

/** How much later than it was made a message arrives, s. */
function epochDistance(delivery: Delivery): number {
  if (!("measurement" in delivery)) return 0;
  const { measurement, time } = delivery;
  return time - Number((measurement as { range: number }).range - 1e6) / 5;
}
