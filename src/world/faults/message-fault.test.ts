import { describe, expect, it } from "vitest";
import { beat, plot, soundOf, through } from "../../../test/support/faulty-lines.js";
import type { Measurement } from "../../messages/index.js";
import type { Delivery } from "./delivery.js";

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

/** How much later than it was made a message arrives, s. */
function epochDistance(delivery: Delivery): number {
  if (!("measurement" in delivery)) return 0;
  const { measurement, time } = delivery;
  return time - Number((measurement as { range: number }).range - 1e6) / 5;
}
