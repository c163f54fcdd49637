import type { Vec3 } from "../../../astro/index.js";
import { ellipse95 } from "../../../estimation/index.js";
import type { BoundInstant, BoundObject, BoundReport, Measurement } from "../../../messages/index.js";
import type { Truth, WorldInputs } from "../../../world/index.js";
import { logBallisticOf } from "./flight.js";
import { horizontalPart, impactBound } from "./impact-bound.js";
import { type BoundLook, type BoundSensor, boundSensors, LookSorter } from "./looks.js";
import { profileBound } from "./profile-bound.js";
import { ASSUMED, type BoundPoint, followBound, type LogNormal, rose } from "./recursion.js";

type Body = Truth["bodies"][number];

/** What stands through a day has thousands of points: an interruption must not wait for all of them. */
const POINTS_A_BREATH = 100;

/** What a bound can't tell without taking it for granted; stands in every bound.json. */
const ASSUMPTIONS: readonly string[] = [
  "which object a measurement is of is known, and missed looks are misses: association costs nothing",
  "fixed errors of a sensor have the network's priors and are learned from this object alone",
  `free flight is gravity J2–J4 and the standard atmosphere, with the ballistic coefficient's prior, and white acceleration of ${ASSUMED.restless} m²/s³`,
  `a motor's acceleration is not known beforehand: ${ASSUMED.ignition} m/s² an axis when it lights, then white jerk of ${ASSUMED.jerk} m²/s⁵; only launchByProfile knows the vehicle's family of ascents, with its declared spread`,
  "that a motor stopped is known to the looks between which it did: a·Δ/√12 of velocity along the thrust",
  `a launch begins on the ground (± ${ASSUMED.launchHeight} m) and at rest (± ${ASSUMED.launchSpeed} m/s, for an ignition known to some seconds)`,
  "satellites of the catalogues are left out: their orbits are known",
];

/** Gathers the measurements of a scenario, then works out what could be known from them. */
export class ScenarioBound {
  private readonly sorter: LookSorter;

  /**
   * @param world the scenario with all that it names
   * @param truth what flies in it
   */
  constructor(
    private readonly world: WorldInputs,
    private readonly truth: Truth,
  ) {
    this.sorter = new LookSorter(truth, boundSensors(world.network));
  }

  /** Takes one measurement, in any order. */
  take(measurement: Measurement): void {
    this.sorter.take(measurement);
  }

  /**
   * @param step between two points of a bound, s
   * @param version of the program
   * @param breathe called now and then with the share done
   */
  async report(
    step: number,
    version: string,
    breathe: (done: number) => Promise<void> = async () => {},
  ): Promise<BoundReport> {
    const { scenario, seed } = this.world;
    const objects: BoundObject[] = [];
    const unseen: string[] = [];
    for (const [k, body] of this.truth.bodies.entries()) {
      const looks = this.sorter.looks.get(body.id)?.toSorted((a, b) => a.time - b.time);
      if (looks === undefined) {
        if (body.truth !== undefined) unseen.push(body.id);
      } else
        objects.push(
          await this.objectBound(body, looks, step, (share) =>
            breathe((k + share) / this.truth.bodies.length),
          ),
        );
      await breathe((k + 1) / this.truth.bodies.length);
    }
    return {
      format: "firstlight-bound-1",
      version,
      scenario: scenario.name,
      seed,
      origin: scenario.origin,
      start: scenario.start,
      durationSeconds: scenario.durationSeconds,
      assumptions: [...ASSUMPTIONS],
      objects,
      unseen,
    };
  }

  private async objectBound(
    body: Body,
    looks: readonly BoundLook[],
    step: number,
    breathe: (done: number) => Promise<void>,
  ): Promise<BoundObject> {
    const { priors } = this.world.network;
    const light = body.truth?.class === "falling-stage";
    const prior: LogNormal = light ? priors.fallingStage : priors.ballisticCoefficient;
    const series: BoundInstant[] = [];
    const { duration } = this.truth.setting;
    for (const point of followBound(body, looks, prior, duration, step)) {
      series.push(instantOf(body, point, logBallisticOf(body, prior.median)));
      if (series.length % POINTS_A_BREATH === 0) await breathe(point.time / duration);
    }
    if (rose(body)) {
      const moments = series.map(({ time }) => time);
      const known = new Map(profileBound(this.world, body, looks, moments).map((b) => [b.time, b]));
      let latest: BoundInstant["launchByProfile"];
      const end = Math.max(Number.NEGATIVE_INFINITY, ...known.keys());
      for (const instant of series) {
        const bound = known.get(instant.time) ?? (instant.time > end ? known.get(end) : undefined);
        if (bound !== undefined)
          latest = {
            semiMajor: rounded(bound.semiMajor),
            semiMinor: rounded(bound.semiMinor),
            timeSigma: rounded(bound.timeSigma),
          };
        if (latest !== undefined) instant.launchByProfile = latest;
      }
    }
    const bySensor = new Map<BoundSensor, BoundLook[]>();
    for (const look of looks) {
      const own = bySensor.get(look.sensor);
      if (own === undefined) bySensor.set(look.sensor, [look]);
      else own.push(look);
    }
    return {
      id: body.id,
      ...(body.truth === undefined ? {} : { class: body.truth.class }),
      sensors: [...bySensor].map(([{ id, kind }, own]) => ({
        sensor: id,
        kind,
        looks: own.length,
        times: own.map(({ time }) => rounded(time)),
      })),
      series,
    };
  }
}

const state = new Float64Array(6);

function instantOf(
  body: Body,
  { time, phase, state: p, launch }: BoundPoint,
  logBallistic: number,
): BoundInstant {
  const instant: BoundInstant = { time, phase };
  if (p !== null) {
    instant.position = rounded(Math.sqrt(p[0]! + p[8]! + p[16]!));
    instant.velocity = rounded(Math.sqrt(p[24]! + p[32]! + p[40]!));
  }
  if (launch !== null) {
    body.motion.stateAt(body.motion.start, state);
    const place: Vec3 = [state[0]!, state[1]!, state[2]!];
    instant.launch = halfAxes(horizontalPart(place, launch));
  }
  if (p !== null && phase === "free") {
    body.motion.stateAt(time, state);
    const impact = impactBound(state, logBallistic, p);
    if (impact !== null)
      instant.impact = {
        ...halfAxes(impact.covarianceEastNorth),
        timeSigma: rounded(Math.sqrt(impact.timeVariance)),
      };
  }
  return instant;
}

function halfAxes(covarianceEastNorth: readonly [number, number, number]) {
  const { semiMajor, semiMinor } = ellipse95(covarianceEastNorth);
  return { semiMajor: rounded(semiMajor), semiMinor: rounded(semiMinor) };
}

/** Five significant digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
