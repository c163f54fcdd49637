import { standardAtmosphere, type Vec3 } from "../../astro/index.js";
import { roughMirror, seaSlopeVariance } from "../../sensors/index.js";
import { type AirColumn, airColumn } from "./air-column.js";
import { byLatitude } from "./climate.js";
import type { CloudField } from "./cloud-field.js";
import { type Optics, opticsOf } from "./ice-phase.js";
import { landShare } from "./land.js";
import { planckTable } from "./planck-table.js";
import { type Hit, meetShell, noHit, type Ray, tangentHeight, wayThrough } from "./shell.js";
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

/** Of high and low cloud before the latitude is known, m. */
const FIRST_HIGH_TOP = 12_000;
const FIRST_LOW_TOP = 2000;
/** High cloud's tops lie in these limits, m. */
const LOWEST_TOP = 3000;
const HIGHEST_TOP = 18_000;
/** Octaves that move the height of tops. */
const TOP_OCTAVES = 4;
/** Level plates are followed out to so many variances of their tilt. */
const PLATE_VARIANCES = 20;
/** A threshold that no field reaches. */
const NO_CLOUD = 99;

/** Works out line of sight by line of sight what one scene's consist of. */
class Sight {
  private readonly air: AirColumn;
  private readonly optics: Optics;
  private readonly blackBody: (kelvin: number) => number;
  private readonly clouds = cloudClimate();
  private readonly surfaces = surfaceTable();
  /** Of the Sun outside the air, W/m². */
  private readonly irradiance: number;
  private readonly slopes: number;
  /** Twice the variance of the plates' tilt an axis. */
  private readonly plates: number;
  private readonly ray: Ray;
  private readonly hit: Hit = noHit();

  constructor(private readonly scene: Scene) {
    const { band, satellite, sunEcef } = scene;
    const distance = Math.hypot(...sunEcef);
    this.air = airColumn(band);
    this.optics = opticsOf(band);
    this.blackBody = planckTable(band);
    this.irradiance = solarIrradiance(band, distance);
    this.slopes = seaSlopeVariance(scene.seaWindSpeed);
    this.plates = 2 * ((this.clouds.plates.tiltDeg * Math.PI) / 180) ** 2;
    const toSun: Vec3 = [sunEcef[0] / distance, sunEcef[1] / distance, sunEcef[2] / distance];
    this.ray = { satellite, toSun, dx: 0, dy: 0, dz: 0 };
  }

  along(dx: number, dy: number, dz: number, out: Float64Array): void {
    const { ray, air } = this;
    ray.dx = dx;
    ray.dy = dy;
    ray.dz = dz;
    out[FIELD.meets] = 0;
    this.highCloud(out);
    if (out[FIELD.meets] === 0) {
      out[FIELD.highGlow] = air.limbGlow(tangentHeight(ray));
      return;
    }
    this.lowCloud(out);
    if (out[FIELD.meets] === 2) this.surface(out);
    if (out[FIELD.meets] === 3) return;
    const beyond = air.limbGlow(Math.max(0, tangentHeight(ray)));
    out[FIELD.sea] = beyond;
    out[FIELD.land] = beyond;
    out[FIELD.landShare] = 0;
    if (out[FIELD.meets] === 1) out[FIELD.lowThreshold] = NO_CLOUD;
  }

  private highCloud(out: Float64Array): void {
    const { ray, hit, air, clouds, scene } = this;
    const { climate, high } = scene.clouds;
    meetShell(ray, FIRST_HIGH_TOP, hit);
    const mean = byLatitude(climate.high.top, Math.asin(hit.z));
    meetShell(ray, mean, hit);
    if (!hit.found) return;
    out[FIELD.meets] = 1;
    const coarse = high.sum(hit.x, hit.y, hit.z, 0, TOP_OCTAVES);
    const rest = high.sum(hit.x, hit.y, hit.z, TOP_OCTAVES, scene.fineHigh);
    const drawn = mean + 1000 * clouds.high.topSigmaKm * coarse;
    const top = Math.max(LOWEST_TOP, Math.min(HIGHEST_TOP, drawn));
    const upward = air.amount(top, hit.sineView);
    const own = this.blackBody(standardAtmosphere(top).temperature) * air.transmission(upward);
    out[FIELD.highGlow] = own + air.glow(top, hit.sineView);
    out[FIELD.highThreshold] = byLatitude(climate.high.threshold, Math.asin(hit.z)) - coarse - rest;
    out[FIELD.highX] = hit.x;
    out[FIELD.highY] = hit.y;
    out[FIELD.highZ] = hit.z;
    const thickness = 1000 * clouds.high.thicknessKm;
    const viewWay = wayThrough(thickness, hit.sineView);
    const bothWays = viewWay + wayThrough(thickness, Math.max(0, hit.sineSun));
    out[FIELD.viewWay] = viewWay;
    out[FIELD.bothWays] = bothWays;
    const sunlight = this.sunlight(top, upward);
    // single scattering of a layer lit and seen from above (Chandrasekhar 1960, section 7.2), ways in place of cosines
    out[FIELD.highScatter] = sunlight === 0 ? 0 : (sunlight * this.perSteradian() * viewWay) / bothWays;
  }

  private lowCloud(out: Float64Array): void {
    const { ray, hit, air, clouds, scene } = this;
    const { climate, low } = scene.clouds;
    meetShell(ray, FIRST_LOW_TOP, hit);
    if (!hit.found) return;
    out[FIELD.meets] = 2;
    const latitude = Math.asin(hit.z);
    const top = byLatitude(climate.low.top, latitude);
    const upward = air.amount(top, hit.sineView);
    const albedo = clouds.water.albedo[scene.band];
    const own = this.blackBody(standardAtmosphere(top).temperature) * air.transmission(upward);
    const lit = this.sunlight(top, upward) * Math.max(0, hit.sineSun);
    out[FIELD.lowCloud] = (1 - albedo) * own + air.glow(top, hit.sineView) + (albedo * lit) / Math.PI;
    const coarse = low.sum(hit.x, hit.y, hit.z, 0, scene.fineLow);
    out[FIELD.lowThreshold] = byLatitude(climate.low.threshold, latitude) - coarse;
    out[FIELD.lowX] = hit.x;
    out[FIELD.lowY] = hit.y;
    out[FIELD.lowZ] = hit.z;
  }

  private surface(out: Float64Array): void {
    const { ray, hit, air, surfaces, scene } = this;
    const { climate } = scene.clouds;
    meetShell(ray, 0, hit);
    if (!hit.found) return;
    out[FIELD.meets] = 3;
    const latitude = Math.asin(hit.z);
    out[FIELD.landShare] = landShare(latitude, Math.atan2(hit.y, hit.x));
    const upward = air.amount(0, hit.sineView);
    const through = air.transmission(upward);
    const glow = air.glow(0, hit.sineView);
    const sunlight = this.sunlight(0, upward);
    const lit = (sunlight * Math.max(0, hit.sineSun)) / Math.PI;
    const land = surfaces.land.albedo[scene.band];
    const sea = surfaces.sea.albedo[scene.band];
    out[FIELD.land] =
      (1 - land) * this.blackBody(byLatitude(climate.land, latitude)) * through + glow + land * lit;
    out[FIELD.sea] =
      (1 - sea) * this.blackBody(byLatitude(climate.sea, latitude)) * through + glow + sea * lit;
    if (sunlight > 0) out[FIELD.sea]! += sunlight * this.seaMirror();
  }

  /** Irradiance across the sunbeam at a height, less what air takes of it down there and up to the satellite; 0 by night. */
  private sunlight(height: number, upward: number): number {
    const { air, hit } = this;
    if (hit.sineSun <= 0) return 0;
    return this.irradiance * air.transmission(air.amount(height, hit.sineSun) + upward);
  }

  /** Angle by which the light turns on its way to the satellite. */
  private scattering(): number {
    const { toSun, dx, dy, dz } = this.ray;
    return Math.acos(Math.max(-1, Math.min(1, toSun[0] * dx + toSun[1] * dy + toSun[2] * dz)));
  }

  /** Cosine of the tilt of mirrors that show the Sun, for an incidence. */
  private mirrorLevel(incidence: number): number {
    return (this.hit.sineSun + this.hit.sineView) / Math.max(1e-9, 2 * Math.cos(incidence));
  }

  /** Light that high cloud's particles send to the satellite over what falls on them, 1/sr. */
  private perSteradian(): number {
    const { optics, plates } = this;
    const { share } = this.clouds.plates;
    const scattering = this.scattering();
    const random = (1 - share) * optics.scattering(scattering);
    const incidence = (Math.PI - scattering) / 2;
    const level = Math.min(1, this.mirrorLevel(incidence));
    const tilt2 = level > 0 ? 1 / (level * level) - 1 : Number.POSITIVE_INFINITY;
    if (tilt2 > (PLATE_VARIANCES * plates) / 2) return random;
    // normals within a solid angle of plates at slopes of Gaussian spread; a normal's turn turns the light twice
    const density = Math.exp(-tilt2 / plates) / (Math.PI * plates * level ** 3);
    return random + (share * optics.iceMirror(incidence) * density) / 4;
  }

  private seaMirror(): number {
    const { optics, slopes, hit } = this;
    const incidence = (Math.PI - this.scattering()) / 2;
    const tilt = Math.acos(Math.max(-1, Math.min(1, this.mirrorLevel(incidence))));
    // towards the horizon waves hide each other, and the mirror must not shine without bounds
    const elevation = Math.asin(Math.max(Math.sqrt(slopes) / 2, hit.sineView));
    return roughMirror(optics.waterMirror(incidence), slopes, tilt, elevation);
  }
}

/** What a line of sight meets: see {@link FIELD}. Direction: unit vector from the satellite, Earth-fixed. */
export type SightFunction = (dx: number, dy: number, dz: number, out: Float64Array) => void;

/** Makes the function that works out lines of sight of a scene; the clouds' time is set by whoever asks. */
export function sightOf(scene: Scene): SightFunction {
  const sight = new Sight(scene);
  return (dx, dy, dz, out) => sight.along(dx, dy, dz, out);
}
