import { normalAt, type RandomStream, randomStream, uniformAt } from "../../../astro/index.js";
import type { EventClass, Fragments, LogNormal, Tumble } from "../../../messages/index.js";
import type { Body, Emission } from "../../body.js";
import { logNormalAt } from "../../draws.js";
import { freeFall } from "../../free-fall.js";
import type { Motion } from "../../motion.js";
import type { Setting } from "../../setting.js";
import { flightRecord } from "../../truth-record.js";
import { drawnTumbling } from "../../tumbling.js";

/** What all pieces of one object share. */
export interface Family {
  readonly setting: Setting;
  /** Of the object that they come from. */
  readonly parent: string;
  readonly class: EventClass;
  readonly swerling: Body["swerling"];
  readonly cloudTop: number;
}

/** One inert piece at the moment it comes off. */
export interface Piece {
  readonly id: string;
  /** s after the scenario's start. */
  readonly time: number;
  /** Earth-fixed, its push included. */
  readonly state: Float64Array;
  /** kg/m². */
  readonly ballisticCoefficient: number;
  readonly squareMetres: number;
  readonly tumble?: Tumble | undefined;
}

/** The stream of one purpose for one piece. */
export function pieceStream(setting: Setting, id: string, purpose: string): RandomStream {
  return randomStream(setting.inputs.seed, "truth", id, purpose);
}

/** A drawn ballistic coefficient of one piece, kg/m². */
export function drawnCoefficient(setting: Setting, id: string, prior: LogNormal): number {
  return logNormalAt(pieceStream(setting, id, "ballistic coefficient"), 0, prior);
}

/** The light of a piece on its way. */
export type PieceLight = (motion: Motion, ballisticCoefficient: number) => readonly Emission[];

const dark: PieceLight = () => [];

/** A piece as a body that falls. */
export function pieceBody(family: Family, piece: Piece, light: PieceLight = dark): Body {
  const { setting } = family;
  const { id, ballisticCoefficient } = piece;
  const fall = freeFall(piece.time, piece.state, ballisticCoefficient);
  const tumbling = drawnTumbling(pieceStream(setting, id, "tumbling"), piece.tumble);
  return {
    id,
    motion: fall.motion,
    emissions: light(fall.motion, ballisticCoefficient),
    crossSections: [{ until: Number.POSITIVE_INFINITY, squareMetres: piece.squareMetres }],
    swerling: family.swerling,
    ...(tumbling === undefined ? {} : { tumbling }),
    cloudTop: family.cloudTop,
    truth: flightRecord(setting, {
      id,
      class: family.class,
      parent: family.parent,
      motion: fall.motion,
      apogeeTime: fall.apogeeTime,
      impactTime: fall.impactTime,
      drawn: {
        ballisticCoefficient,
        ...(tumbling === undefined ? {} : { tumblePeriod: tumbling.period }),
      },
    }),
  };
}

/** A state slowed along its own velocity by a separation's push. */
export function pushedBack(state: Float64Array, speed: number): Float64Array {
  const out = Float64Array.from(state);
  const v = Math.hypot(state[3]!, state[4]!, state[5]!);
  for (let i = 3; i < 6; i++) out[i] = state[i]! * (1 - speed / Math.max(v, 1));
  return out;
}

/** A state with a push added to its velocity. */
export function pushed(state: Float64Array, push: readonly number[]): Float64Array {
  const out = Float64Array.from(state);
  for (let i = 0; i < 3; i++) out[3 + i]! += push[i]!;
  return out;
}

/** Two unit vectors across a velocity and each other. */
export function across(state: Float64Array): readonly [Float64Array, Float64Array] {
  const v = Math.hypot(state[3]!, state[4]!, state[5]!);
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  // A body at rest or in vertical flight has no plane of motion: the pole's direction then stands in.
  const along = v > 1 ? [3, 4, 5].map((i) => state[i]! / v) : [0, 1, 2].map((i) => state[i]! / r);
  const other = Math.abs(along[2]!) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const first = crossed(along, other);
  const n = Math.hypot(first[0]!, first[1]!, first[2]!);
  for (let i = 0; i < 3; i++) first[i]! /= n;
  return [first, crossed(along, first)];
}

function crossed(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  return Float64Array.of(
    a[1]! * b[2]! - a[2]! * b[1]!,
    a[2]! * b[0]! - a[0]! * b[2]!,
    a[0]! * b[1]! - a[1]! * b[0]!,
  );
}

/**
 * A cloud of fragments thrown out from a state.
 *
 * @param prefix of their names, which end in a number
 * @param light of one fragment
 */
export function fragmentBodies(
  family: Family,
  prefix: string,
  fragments: Fragments,
  time: number,
  state: Float64Array,
  light: PieceLight = dark,
): Body[] {
  return Array.from({ length: fragments.count }, (_, k) => {
    const id = `${prefix}-${k + 1}`;
    const push = pieceStream(family.setting, id, "push");
    const own = pushed(
      state,
      [0, 1, 2].map((i) => fragments.speed * normalAt(push, i)),
    );
    const ballisticCoefficient = drawnCoefficient(family.setting, id, fragments.ballisticCoefficient);
    const squareMetres = logNormalAt(
      pieceStream(family.setting, id, "cross-section"),
      0,
      fragments.crossSectionM2,
    );
    const piece = { id, time, state: own, ballisticCoefficient, squareMetres, tumble: fragments.tumble };
    return pieceBody(family, piece, light);
  });
}

/** Equal pieces that open sideways, spread evenly about the velocity from a drawn direction on. */
export function sidewaysPushes(
  stream: RandomStream,
  state: Float64Array,
  count: number,
  speed: number,
): Float64Array[] {
  const [u, w] = across(state);
  const first = 2 * Math.PI * uniformAt(stream, 0);
  return Array.from({ length: count }, (_, k) => {
    const angle = first + (2 * Math.PI * k) / count;
    return pushed(
      state,
      [0, 1, 2].map((i) => speed * (Math.cos(angle) * u[i]! + Math.sin(angle) * w[i]!)),
    );
  });
}
