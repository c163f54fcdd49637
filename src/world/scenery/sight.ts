import { EARTH, standardAtmosphere, type Vec3 } from "../../astro/index.js";
import { blackBodyRadiance, roughMirror, seaSlopeVariance } from "../../sensors/index.js";
import { type AirColumn, airColumn } from "./air-column.js";
import { byLatitude } from "./climate.js";
import type { CloudField } from "./cloud-field.js";
import { opticsOf } from "./ice-phase.js";
import { landShare } from "./land.js";
import { solarIrradiance } from "./sunlight.js";
import { cloudClimate, surfaceTable } from "./tables.js";

type Band = "swir" | "mwir";

/** What one line of sight meets, clouds as if they were there: pixels between two lines are interpolated from these. */
export const FIELD = {
  /** 0 space, 1 grazes high cloud only, 2 grazes low cloud too, 3 meets the ground. */
  meets: 0,
  /** Clear sea and land, and thick low cloud, as they reach the satellite, W/(m² sr). */
  sea: 1,
  land: 2,
  lowCloud: 3,
  /** Share of land about the place. */
  landShare: 4,
  /** Thick high cloud's own glow with the air's, and its scattered sunlight, W/(m² sr). */
  highGlow: 5,
  highScatter: 6,
  /** Of high cloud: way in it over its thickness along the line of sight, and both ways of sunlight together. */
  viewWay: 7,
  bothWays: 8,
  /** Values of the random fields from which there is cloud, less the coarse octaves there. */
  highThreshold: 9,
  lowThreshold: 10,
  /** Places of the fine octaves: unit vectors. */
  highX: 11,
  highY: 12,
  highZ: 13,
  lowX: 14,
  lowY: 15,
  lowZ: 16,
} as const;
/** Numbers of one line of sight. */
export const FIELDS = 17;

/** What a scene is seen from and lit by. */
export interface Scene {
  readonly band: Band;
  readonly clouds: CloudField;
  readonly seaWindSpeed: number;
  /** Earth-fixed, m. */
  readonly satellite: Vec3;
  readonly sunEcef: Vec3;
  /** The octaves from this one on are left to the pixels. */
  readonly fineHigh: number;
  readonly fineLow: number;
}

/** In axes stretched by this along z the ellipsoid is a sphere. */
const STRETCH = 1 / (1 - EARTH.flattening);
/** Of high cloud before the latitude is known, m. */
const FIRST_TOP = 12_000;
/** Octaves that move the height of tops. */
const TOP_OCTAVES = 4;
/** Black-body radiances by whole kelvins from here on. */
const COLDEST = 150;

/** A place where a line of sight meets a shell above the ellipsoid. */
interface Hit {
  found: boolean;
  /** Unit vector of the ellipsoid's normal, and sine and cosine of the satellite's and the Sun's heights there. */
  x: number;
  y: number;
  z: number;
  sineView: number;
  sineSun: number;
}

const hit = (): Hit => ({ found: false, x: 0, y: 0, z: 0, sineView: 0, sineSun: 0 });

/** Way through a shell of a thickness over that thickness, on a sphere; one over the sine where the ray is steep. */
function wayThrough(thickness: number, sine: number): number {
  const r = EARTH.radius * sine;
  return (Math.sqrt(r * r + 2 * EARTH.radius * thickness + thickness * thickness) - r) / thickness;
}

/**
 * Makes the function that works out what a line of sight meets: {@link FIELD}.
 *
 * @returns (direction x, y, z: unit vector from the satellite, Earth-fixed; out)
 */
export function sightOf(scene: Scene): (dx: number, dy: number, dz: number, out: Float64Array) => void {
  const { band, clouds, satellite, sunEcef } = scene;
  const figures = cloudClimate();
  const surfaces = surfaceTable();
  const air: AirColumn = airColumn(band);
  const optics = opticsOf(band);
  const { climate } = clouds;
  const sunDistance = Math.hypot(...sunEcef);
  const [sx, sy, sz] = [sunEcef[0] / sunDistance, sunEcef[1] / sunDistance, sunEcef[2] / sunDistance];
  const irradiance = solarIrradiance(band, sunDistance);
  const slopes = seaSlopeVariance(scene.seaWindSpeed);
  const plateTilt2 = 2 * ((figures.plates.tiltDeg * Math.PI) / 180) ** 2;
  const thickness = 1000 * figures.high.thicknessKm;
  const planck = Float64Array.from({ length: 200 }, (_, i) => Math.log(blackBodyRadiance(band, COLDEST + i)));
  const blackBody = (kelvin: number): number => {
    const at = Math.max(0, Math.min(198, kelvin - COLDEST));
    const i = Math.floor(at);
    return Math.exp(planck[i]! + (at - i) * (planck[i + 1]! - planck[i]!));
  };
  const airKelvin = (height: number): number => standardAtmosphere(height).temperature;
  const [high, low, ground] = [hit(), hit(), hit()];

  /** First meeting of the ray with a shell. */
  const meet = (dx: number, dy: number, dz: number, height: number, out: Hit): void => {
    const [px, py] = [satellite[0], satellite[1]];
    const pz = satellite[2] * STRETCH;
    const w = dz * STRETCH;
    const a = dx * dx + dy * dy + w * w;
    const b = px * dx + py * dy + pz * w;
    const c = px * px + py * py + pz * pz - (EARTH.radius + height) ** 2;
    const root = b * b - a * c;
    out.found = b < 0 && root > 0;
    // where the ray misses the shell its nearest place stands for the latitude
    const t = (-b - Math.sqrt(Math.max(0, root))) / a;
    const x = px + t * dx;
    const y = py + t * dy;
    const z = (pz + t * w) * STRETCH;
    const length = Math.sqrt(x * x + y * y + z * z);
    out.x = x / length;
    out.y = y / length;
    out.z = z / length;
    out.sineView = Math.max(0, -(dx * out.x + dy * out.y + dz * out.z));
    out.sineSun = sx * out.x + sy * out.y + sz * out.z;
  };

  /** Sunlight that reaches a height, and comes from there to the satellite, over what falls in; 0 by night. */
  const litAndSeen = (height: number, at: Hit, upward: number): number =>
    at.sineSun <= 0 ? 0 : air.transmission(air.amount(height, at.sineSun) + upward);

  const highCloud = (dx: number, dy: number, dz: number, out: Float64Array): void => {
    meet(dx, dy, dz, FIRST_TOP, high);
    const mean = byLatitude(climate.high.top, Math.asin(high.z));
    meet(dx, dy, dz, mean, high);
    if (!high.found) return;
    out[FIELD.meets] = 1;
    const latitude = Math.asin(high.z);
    const coarse = clouds.high.sum(high.x, high.y, high.z, 0, TOP_OCTAVES);
    const rest = clouds.high.sum(high.x, high.y, high.z, TOP_OCTAVES, scene.fineHigh);
    const top = Math.max(3000, Math.min(18_000, mean + 1000 * figures.high.topSigmaKm * coarse));
    const upward = air.amount(top, high.sineView);
    out[FIELD.highGlow] = blackBody(airKelvin(top)) * air.transmission(upward) + air.glow(top, high.sineView);
    out[FIELD.viewWay] = wayThrough(thickness, high.sineView);
    out[FIELD.highThreshold] = byLatitude(climate.high.threshold, latitude) - coarse - rest;
    out[FIELD.highX] = high.x;
    out[FIELD.highY] = high.y;
    out[FIELD.highZ] = high.z;
    const sunWay = wayThrough(thickness, Math.max(0, high.sineSun));
    out[FIELD.bothWays] = out[FIELD.viewWay]! + sunWay;
    const sunlight = irradiance * litAndSeen(top, high, upward);
    if (sunlight === 0) {
      out[FIELD.highScatter] = 0;
      return;
    }
    const cosine = Math.max(-1, Math.min(1, sx * dx + sy * dy + sz * dz));
    const scattering = Math.acos(cosine);
    const incidence = (Math.PI - scattering) / 2;
    const mirror = 2 * Math.cos(incidence);
    const level = mirror > 1e-9 ? (high.sineSun + high.sineView) / mirror : 0;
    const tilt2 = level > 0 ? 1 / (level * level) - 1 : Number.POSITIVE_INFINITY;
    const plates =
      tilt2 > 20 * plateTilt2
        ? 0
        : (optics.iceMirror(incidence) * Math.exp(-tilt2 / plateTilt2)) /
          (Math.PI * plateTilt2 * 4 * level ** 3);
    const share = figures.plates.share;
    const perSteradian = (1 - share) * optics.scattering(scattering) + share * plates;
    // single scattering of a layer lit and seen from above (Chandrasekhar 1960, section 7.2), ways in place of cosines
    out[FIELD.highScatter] = (sunlight * perSteradian * out[FIELD.viewWay]!) / out[FIELD.bothWays]!;
  };

  const lowCloud = (dx: number, dy: number, dz: number, out: Float64Array): void => {
    meet(dx, dy, dz, 2000, low);
    if (!low.found) return;
    out[FIELD.meets] = 2;
    const latitude = Math.asin(low.z);
    const top = byLatitude(climate.low.top, latitude);
    const upward = air.amount(top, low.sineView);
    const through = air.transmission(upward);
    const own = blackBody(airKelvin(top)) * through + air.glow(top, low.sineView);
    const albedo = figures.water.albedo[band];
    const lit = irradiance * litAndSeen(top, low, upward) * Math.max(0, low.sineSun);
    out[FIELD.lowCloud] = (1 - albedo) * own + (albedo * lit) / Math.PI;
    out[FIELD.lowThreshold] =
      byLatitude(climate.low.threshold, latitude) - clouds.low.sum(low.x, low.y, low.z, 0, scene.fineLow);
    out[FIELD.lowX] = low.x;
    out[FIELD.lowY] = low.y;
    out[FIELD.lowZ] = low.z;
  };

  const surface = (dx: number, dy: number, dz: number, out: Float64Array): void => {
    meet(dx, dy, dz, 0, ground);
    if (!ground.found) return;
    out[FIELD.meets] = 3;
    const latitude = Math.asin(ground.z);
    out[FIELD.landShare] = landShare(latitude, Math.atan2(ground.y, ground.x));
    const upward = air.amount(0, ground.sineView);
    const through = air.transmission(upward);
    const glow = air.glow(0, ground.sineView);
    const seen = irradiance * litAndSeen(0, ground, upward);
    const lit = seen * Math.max(0, ground.sineSun);
    const under = (albedo: number, kelvin: number): number =>
      (1 - albedo) * blackBody(kelvin) * through + glow + (albedo * lit) / Math.PI;
    out[FIELD.land] = under(surfaces.land.albedo[band], byLatitude(climate.land, latitude));
    out[FIELD.sea] = under(surfaces.sea.albedo[band], byLatitude(climate.sea, latitude));
    if (seen === 0) return;
    const cosine = Math.max(-1, Math.min(1, sx * dx + sy * dy + sz * dz));
    const incidence = (Math.PI - Math.acos(cosine)) / 2;
    const level = (ground.sineSun + ground.sineView) / Math.max(1e-9, 2 * Math.cos(incidence));
    const tilt = Math.acos(Math.max(-1, Math.min(1, level)));
    // towards the horizon waves hide each other, and the mirror must not shine without bounds
    const elevation = Math.asin(Math.max(Math.sqrt(slopes) / 2, ground.sineView));
    out[FIELD.sea]! += seen * roughMirror(optics.waterMirror(incidence), slopes, tilt, elevation);
  };

  return (dx, dy, dz, out) => {
    out[FIELD.meets] = 0;
    highCloud(dx, dy, dz, out);
    if (out[FIELD.meets] === 0) {
      out[FIELD.highGlow] = air.limbGlow(tangentHeight(satellite, dx, dy, dz));
      return;
    }
    lowCloud(dx, dy, dz, out);
    if (out[FIELD.meets] === 2) surface(dx, dy, dz, out);
    if (out[FIELD.meets] !== 3) {
      const beyond = air.limbGlow(Math.max(0, tangentHeight(satellite, dx, dy, dz)));
      out[FIELD.sea] = beyond;
      out[FIELD.land] = beyond;
      out[FIELD.landShare] = 0;
      if (out[FIELD.meets] === 1) out[FIELD.lowThreshold] = 99;
    }
  };
}

/** Height above the ellipsoid at which a ray passes the Earth, m; that of the satellite where it goes away from it. */
export function tangentHeight(satellite: Vec3, dx: number, dy: number, dz: number): number {
  const z = satellite[2] * STRETCH;
  const w = dz * STRETCH;
  const along = -(satellite[0] * dx + satellite[1] * dy + z * w) / (dx * dx + dy * dy + w * w);
  const t = Math.max(0, along);
  return Math.hypot(satellite[0] + t * dx, satellite[1] + t * dy, z + t * w) - EARTH.radius;
}
