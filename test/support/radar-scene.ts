import { type Look, lookToEcef } from "../../src/astro/index.js";
import type { Radar, RadarPlot } from "../../src/messages/index.js";
import { radarSite } from "../../src/sensors/index.js";
import type { Body } from "../../src/world/body.js";
import type { WorldInputs } from "../../src/world/index.js";
import type { ExtraNoise } from "../../src/world/radar/echo.js";
import { RadarObserver } from "../../src/world/radar/observer.js";
import { type Setting, settingOf } from "../../src/world/setting.js";
import type { Sky } from "../../src/world/sky.js";

/** A sky without anything in it. */
export const EMPTY_SKY: Sky = {
  count: 0,
  id: () => "",
  crossSection: () => 0,
  swerling: 1,
  candidates: () => new Int32Array(0),
  stateAt: (_index, _time, out) => void out.fill(0, 0, 6),
};

/** A setting with nothing but a start, a length and a seed. */
export function bareSetting(durationSeconds: number, seed = 1, start = "2026-08-22T06:00:00Z"): Setting {
  const scenario = { name: "bare", origin: "test", start, durationSeconds, network: "", objects: [] };
  return settingOf({ scenario, seed } as unknown as WorldInputs);
}

/** A body whose place is told by its true look from a radar over time. */
export function bodyAlong(
  radar: Radar,
  id: string,
  lookAtTime: (time: number) => Look,
  {
    squareMetres = 1,
    swerling = 0,
    start = 0,
    end = 1e9,
  }: { squareMetres?: number; swerling?: Body["swerling"]; start?: number; end?: number } = {},
): Body {
  const site = radarSite(radar).geodetic;
  const place = (time: number) => lookToEcef(site, lookAtTime(time));
  return {
    id,
    motion: {
      start,
      end,
      stateAt(time, out) {
        const before = place(time - 0.5);
        const after = place(time + 0.5);
        const at = place(time);
        for (let i = 0; i < 3; i++) {
          out[i] = at[i]!;
          out[3 + i] = after[i]! - before[i]!;
        }
      },
    },
    emissions: [],
    crossSections: [{ until: Number.POSITIVE_INFINITY, squareMetres }],
    swerling,
    cloudTop: 0,
  };
}

/** A body on a straight line over the ground at a steady height and speed, seen from a radar as it passes. */
export function levelFlight(
  radar: Radar,
  id: string,
  {
    azimuth,
    distance,
    height,
    speed,
    time,
  }: Record<"azimuth" | "distance" | "height" | "speed" | "time", number>,
  options: { squareMetres?: number; swerling?: Body["swerling"]; start?: number; end?: number } = {},
): Body {
  // towards the radar's zenith along a meridian of a sphere about the site's own centre
  const radius = 6_371_000;
  return bodyAlong(
    radar,
    id,
    (t) => {
      const central = (distance - speed * (t - time)) / radius;
      const level = (radius + height) * Math.sin(central);
      const rise = (radius + height) * Math.cos(central) - radius;
      const over = level < 0 ? Math.PI : 0;
      return {
        azimuth: azimuth + over,
        elevation: Math.atan2(rise, Math.abs(level)),
        range: Math.hypot(level, rise),
      };
    },
    options,
  );
}

/** All plots of a radar over a setting, and who made them. */
export function observe(
  setting: Setting,
  radar: Radar,
  bodies: readonly Body[],
  extraNoise: ExtraNoise | null = null,
): { plots: RadarPlot[]; times: number[]; observer: RadarObserver } {
  const observer = new RadarObserver(setting, radar, bodies, EMPTY_SKY, extraNoise);
  const [first, last] = observer.scans();
  const plots: RadarPlot[] = [];
  const times: number[] = [];
  for (let scan = first; scan <= last; scan += 12) {
    for (const { time, measurement } of observer.block(scan, Math.min(last, scan + 11))) {
      if (measurement.type !== "radar-plot") continue;
      plots.push(measurement);
      times.push(time);
    }
  }
  return { plots, times, observer };
}

/** Root of the mean square. */
export function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
}
