import { eastNorthUp } from "../../src/astro/index.js";

/** One line of the public list. What it does not give is null. */
export interface Fireball {
  /** As listed, UTC, `2024-09-28 00:10:19`. */
  readonly time: string;
  /** J, of all light. */
  readonly radiatedEnergy: number;
  /** Of its peak brightness. */
  readonly altitudeKm: number | null;
  /** m/s */
  readonly speed: number | null;
  /** Of its path below the horizontal, from its Earth-fixed velocity. */
  readonly slopeDeg: number | null;
}

const DEGREES = 180 / Math.PI;

/**
 * Reads the list as NASA/JPL CNEOS hands it out: comma-separated, all in quotes, places with a letter for the side,
 * velocities in km/s along Earth-fixed axes, energies such as `10.8e10`.
 */
export function readFireballs(text: string): Fireball[] {
  const [, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => {
    const cells = line.split(",").map((cell) => cell.replaceAll('"', ""));
    const [time, latitude, longitude, altitude, speed, vx, vy, vz, energy] = cells;
    const velocity = [vx, vy, vz].map((v) => number(v));
    return {
      time: time!,
      radiatedEnergy: Number(energy),
      altitudeKm: number(altitude),
      speed: scaled(number(speed)),
      slopeDeg: slopeOf(angle(latitude), angle(longitude), velocity),
    };
  });
}

function number(cell: string | undefined): number | null {
  return cell === undefined || cell === "" ? null : Number(cell);
}

function scaled(kilometres: number | null): number | null {
  return kilometres === null ? null : kilometres * 1000;
}

/** Degrees of a place such as `59.8S`. */
function angle(cell: string | undefined): number | null {
  if (cell === undefined || cell === "") return null;
  const value = Number(cell.slice(0, -1));
  return /[SW]$/.test(cell) ? -value : value;
}

function slopeOf(
  latitude: number | null,
  longitude: number | null,
  velocity: readonly (number | null)[],
): number | null {
  const [x, y, z] = velocity;
  if (latitude === null || longitude === null || x == null || y == null || z == null) return null;
  const { up } = eastNorthUp({ latitude: latitude / DEGREES, longitude: longitude / DEGREES, height: 0 });
  const down = -(x * up[0] + y * up[1] + z * up[2]) / Math.hypot(x, y, z);
  return Math.asin(down) * DEGREES;
}
