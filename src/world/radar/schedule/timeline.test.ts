import fc from "fast-check";
import { expect, test } from "vitest";
import { RadarBudget } from "../../../messages/index.js";
import { FaceTimeline } from "./timeline.js";

test("never more beams, pulses or energy than there is time for, whatever is asked", () => {
  fc.assert(
    fc.property(
      fc.record({
        duty: fc.double({ min: 0.02, max: 1, noNaN: true }),
        periodMilliseconds: fc.double({ min: 5, max: 100, noNaN: true }),
        transmitMilliseconds: fc.double({ min: 1, max: 20, noNaN: true }),
        beamsPerPeriod: fc.integer({ min: 1, max: 5 }),
      }),
      fc.array(
        fc.record({
          wanted: fc.double({ min: 8, max: 14, noNaN: true }),
          pulse: fc.double({ min: 1e-4, max: 2e-2, noNaN: true }),
        }),
        { maxLength: 200 },
      ),
      (budget, wishes) => {
        const timeline = new FaceTimeline(RadarBudget.parse(budget), 2.5);
        timeline.begin(10);
        const period = budget.periodMilliseconds * 1e-3;
        const sent: { time: number; pulse: number }[] = [];
        for (const { wanted, pulse } of wishes) {
          const time = timeline.place(wanted, pulse);
          if (!Number.isNaN(time)) sent.push({ time, pulse });
        }
        const energy = sent.reduce((sum, s) => sum + s.pulse, 0);
        if (energy > budget.duty * 2.5 + 1e-9) return false;
        if (Math.abs(energy - timeline.transmitted) > 1e-9) return false;
        const byPeriod = new Map<number, { beams: number; pulses: number; end: number }>();
        for (const { time, pulse } of sent.sort((a, b) => a.time - b.time)) {
          if (time < 10 - 1e-9 || time + pulse > 12.5 + budget.transmitMilliseconds * 1e-3) return false;
          const k = Math.floor((time - 10) / period + 1e-9);
          const used = byPeriod.get(k) ?? { beams: 0, pulses: 0, end: 0 };
          // one pulse after the other
          if (time < used.end - 1e-9) return false;
          byPeriod.set(k, { beams: used.beams + 1, pulses: used.pulses + pulse, end: time + pulse });
        }
        return [...byPeriod.values()].every(
          (u) => u.beams <= budget.beamsPerPeriod && u.pulses <= budget.transmitMilliseconds * 1e-3 + 1e-9,
        );
      },
    ),
    { numRuns: 200 },
  );
});

test("a full period sends a beam later, then earlier, then not at all", () => {
  const budget = RadarBudget.parse({
    duty: 1,
    periodMilliseconds: 100,
    transmitMilliseconds: 10,
    beamsPerPeriod: 1,
  });
  const timeline = new FaceTimeline(budget, 0.3);
  timeline.begin(0);
  expect([0.15, 0.15, 0.15].map((wanted) => timeline.place(wanted, 1e-3))).toEqual([0.1, 0.2, 0]);
  expect(timeline.place(0.15, 1e-3)).toBeNaN();
  expect(timeline.load).toBe(1);
});
