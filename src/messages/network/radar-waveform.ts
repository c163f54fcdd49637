import { z } from "zod";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** A linear chirp, and what it does to the range of a moving target. */
export const RadarWaveform = z.strictObject({
  kind: z.literal("lfm").describe("linear frequency modulation over bandwidthMHz"),
  chirp: z
    .enum(["up", "down", "pair"])
    .default("up")
    .describe("pair: half of a look's energy in each, which tells range from range rate"),
  pulseMilliseconds: positive.optional().describe("length; a radar with a schedule sets it look by look"),
  pulseRepetitionHz: positive
    .optional()
    .describe("ranges are known modulo c/2·PRF only; absent: each echo is awaited before the next pulse"),
  compensated: z
    .boolean()
    .default(true)
    .describe(
      "the coupling is taken off by the range rate that the radar holds, measured or of its own track",
    ),
  rangeRateSigma: positive
    .default(3000)
    .describe("1σ of the range rate of what the radar knows nothing of, m/s"),
});
export type RadarWaveform = z.infer<typeof RadarWaveform>;

/** The ionosphere over a radar and how well the radar's own model takes it off. */
export const RadarIonosphere = z.strictObject({
  dayTecu: nonnegative.describe("vertical electron content at 14 h local time, 1e16 a m²"),
  nightTecu: nonnegative.describe("by night"),
  shellHeightKm: positive.default(400).describe("of the thin shell that gives the slant factor"),
  peakHeightKm: positive
    .default(350)
    .describe("of the Chapman layer that tells how much lies below a target"),
  scaleHeightKm: positive.default(60),
  relativeSigma: nonnegative
    .default(0.3)
    .describe("1σ of how far the run's electron content departs from the model that corrects it"),
});
export type RadarIonosphere = z.infer<typeof RadarIonosphere>;

/** The range equation by a transmitter's own figures. */
export const RadarTransmitter = z.strictObject({
  peakPowerKw: positive,
  gainDb: z.number().describe("of the antenna at boresight, one way; the same for both ways"),
  systemTemperatureK: positive.default(500),
  lossesDb: nonnegative.default(0).describe("all losses, both ways, but for the scan loss"),
  pulseMilliseconds: positive.describe("length of the pulse to which signalToNoise refers"),
});
export type RadarTransmitter = z.infer<typeof RadarTransmitter>;
