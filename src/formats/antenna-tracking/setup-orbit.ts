import { EARTH, type Vec3 } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { numberAt, type SetupKeys, textAt } from "./setup-keys.js";

/** Along the axes of the inertial frame, m and m/s. */
export interface InertialState {
  readonly position: Vec3;
  readonly velocity: Vec3;
}

const DEGREE = Math.PI / 180;

/** What turns an orbit's elements into a state: size, eccentricity along and across the node, plane and true longitude. */
interface Shape {
  readonly a: number;
  readonly ex: number;
  readonly ey: number;
  readonly inclination: number;
  readonly node: number;
  /** Argument of latitude: mean, eccentric or true, rad. */
  readonly argument: number;
}

/** First guess of an orbit: Cartesian, Keplerian, circular or equinoctial. @throws {InputError} where none is whole */
export function setupOrbit(keys: SetupKeys): InertialState {
  const at = (name: string) => numberAt(keys, `orbit.${name}`);
  const has = (name: string) => textAt(keys, `orbit.${name}`) !== undefined;
  if (has("cartesian.px"))
    return {
      position: [at("cartesian.px"), at("cartesian.py"), at("cartesian.pz")],
      velocity: [at("cartesian.vx"), at("cartesian.vy"), at("cartesian.vz")],
    };
  const anomaly = (textAt(keys, "orbit.angle.type") ?? "MEAN").toUpperCase();
  if (has("keplerian.a")) {
    const perigee = DEGREE * at("keplerian.pa");
    const e = at("keplerian.e");
    return stateOf(keys, anomaly, {
      a: at("keplerian.a"),
      ex: e * Math.cos(perigee),
      ey: e * Math.sin(perigee),
      inclination: DEGREE * at("keplerian.i"),
      node: DEGREE * at("keplerian.raan"),
      argument: perigee + DEGREE * at("keplerian.anomaly"),
    });
  }
  if (has("circular.a"))
    return stateOf(keys, anomaly, {
      a: at("circular.a"),
      ex: at("circular.ex"),
      ey: at("circular.ey"),
      inclination: DEGREE * at("circular.i"),
      node: DEGREE * at("circular.raan"),
      argument: DEGREE * at("circular.alpha"),
    });
  if (!has("equinoctial.a"))
    throw new InputError(
      keys.file,
      "holds no orbit",
      "orbit.cartesian, .keplerian, .circular or .equinoctial",
    );
  const [hx, hy] = [at("equinoctial.hx"), at("equinoctial.hy")];
  const node = Math.atan2(hy, hx);
  const [ex, ey] = [at("equinoctial.ex"), at("equinoctial.ey")];
  return stateOf(keys, anomaly, {
    a: at("equinoctial.a"),
    ex: ex * Math.cos(node) + ey * Math.sin(node),
    ey: ey * Math.cos(node) - ex * Math.sin(node),
    inclination: 2 * Math.atan(Math.hypot(hx, hy)),
    node,
    argument: DEGREE * at("equinoctial.lambda") - node,
  });
}

/** Two-body state of elements (Montenbruck and Gill 2000, section 2.2.4, with the eccentricity as a vector). */
function stateOf(
  keys: SetupKeys,
  anomaly: string,
  { a, ex, ey, inclination, node, argument }: Shape,
): InertialState {
  const e = Math.hypot(ex, ey);
  if (!(a > 0 && e < 1)) throw new InputError(keys.file, "the orbit is no ellipse", "a > 0 and e < 1");
  const perigee = Math.atan2(ey, ex);
  const given = argument - perigee;
  let eccentric = given;
  if (anomaly === "TRUE")
    eccentric =
      2 * Math.atan2(Math.sqrt(1 - e) * Math.sin(given / 2), Math.sqrt(1 + e) * Math.cos(given / 2));
  else if (anomaly !== "ECCENTRIC")
    for (let round = 0; round < 50; round += 1)
      eccentric -= (eccentric - e * Math.sin(eccentric) - given) / (1 - e * Math.cos(eccentric));
  const [c, s] = [Math.cos(eccentric), Math.sin(eccentric)];
  const root = Math.sqrt(1 - e * e);
  const rate = Math.sqrt(EARTH.gm / a) / (1 - e * c);
  const turn = (x: number, y: number): Vec3 => {
    const u = x * Math.cos(perigee) - y * Math.sin(perigee);
    const v = x * Math.sin(perigee) + y * Math.cos(perigee);
    const across = v * Math.cos(inclination);
    return [
      u * Math.cos(node) - across * Math.sin(node),
      u * Math.sin(node) + across * Math.cos(node),
      v * Math.sin(inclination),
    ];
  };
  return { position: turn(a * (c - e), a * root * s), velocity: turn(-rate * s, rate * root * c) };
}
