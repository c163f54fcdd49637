import { addSeconds, epochToUtc } from "../../astro/index.js";
import type { Frame, InfraredDetection } from "../../messages/index.js";
import type { FoundPoint } from "./found.js";
import type { FrontEndState } from "./state.js";

/** Makes messages of the points of a frame, in the order of rows. */
export function detectionsOf(
  state: FrontEndState,
  frame: Frame,
  points: readonly FoundPoint[],
): InfraredDetection[] {
  const { header, start, pixel } = state;
  // instants are whole microseconds, as everywhere in a log
  const time = epochToUtc(addSeconds(start, Math.round(frame.time * 1e6) / 1e6));
  const position = frame.positionEcef.map((x) => rounded(x, 1)) as [number, number, number];
  return [...points]
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .map((point, k) => ({
      type: "infrared-detection",
      id: `${header.sensor}/${frame.number}/${k}`,
      sensor: header.sensor,
      origin: header.origin,
      time,
      look: frame.number,
      positionEcef: position,
      lineOfSightEcef: lineOfSight(state, frame, point),
      sigma: significant(Math.hypot(header.randomMicroradians * 1e-6, point.sigma * pixel), 4),
      band: header.band,
      irradiance: significant(point.amplitude * header.irradiancePerCount, 4),
      signalToNoise: significant(point.signalToNoise, 4),
      ...(point.frames > 1 ? { summedFrames: point.frames } : {}),
    }));
}

/** Where a pixel looks: the tangent-plane projection that `Frame` states. */
function lineOfSight(
  { header, pixel }: FrontEndState,
  { axesEcef }: Frame,
  { row, column }: FoundPoint,
): [number, number, number] {
  const right = (column - (header.columns - 1) / 2) * pixel;
  const down = (row - (header.rows - 1) / 2) * pixel;
  const length = Math.sqrt(1 + right * right + down * down);
  const component = (i: number) =>
    rounded((axesEcef[6 + i]! + right * axesEcef[i]! + down * axesEcef[3 + i]!) / length, 10);
  return [component(0), component(1), component(2)];
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
