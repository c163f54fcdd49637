import { heightOf, randomStream } from "../../astro/index.js";
import { InputError, type RecordedAscentObject } from "../../messages/index.js";
import type { Body, Emission } from "../body.js";
import { logNormalAt } from "../draws.js";
import { freeFall } from "../free-fall.js";
import { clippedMotion, joinedMotion, type Motion } from "../motion.js";
import { poweredFlight } from "../powered-flight.js";
import { recordedMotion } from "../recorded/flight.js";
import { type Engine, inOrbit, steerToOrbit } from "../recorded/insertion.js";
import { type Burn, flightPhases, type Phases } from "../recorded/phases.js";
import { type PlanarFlight, smoothPlanar } from "../recorded/planar-smoother.js";
import { usableSamples } from "../recorded/samples.js";
import type { Setting } from "../setting.js";
import { flightRecord } from "../truth-record.js";
import { type DrawnLaunch, drawnLaunch } from "./launch.js";
import { pushedBack } from "./vehicle/pieces.js";

const BURN_STEP = 1;
/** A burn to orbit that takes longer than this has gone wrong, s. */
const LONGEST_BURN = 900;
/** Powered samples at the recording's end of which the last acceleration is the median. */
const LAST_SAMPLES = 5;
/** A continued burn keeps at least this height, above the equatorial radius, m. */
const LEAST_ORBIT_HEIGHT = 165_000;

/** A recording ready to be flown. */
interface Recording {
  readonly setting: Setting;
  readonly object: RecordedAscentObject;
  readonly launch: DrawnLaunch;
  readonly phases: Phases;
  readonly planar: PlanarFlight;
  readonly motion: Motion;
}

/** How the upper stage flies on after what was recorded, and when its engine burns. */
interface Continuation {
  readonly motion: Motion;
  readonly burns: readonly Burn[];
  readonly impactTime: number | null;
}

function openRecording(setting: Setting, object: RecordedAscentObject): Recording {
  const table = setting.inputs.ascents.get(object.file);
  if (table === undefined) throw new InputError(object.id, `ascent ${object.file} was not loaded`);
  let samples: ReturnType<typeof usableSamples>;
  try {
    samples = usableSamples(table);
  } catch (cause) {
    if (cause instanceof RangeError) throw new InputError(object.file, cause.message);
    throw cause;
  }
  const launch = drawnLaunch(setting, object.id, object.launch);
  const phases = flightPhases(table, samples, object.follows);
  const recorded = samples.filter((s) => s.time <= phases.end);
  const planar = smoothPlanar(recorded, phases, launch);
  const site = { latitude: launch.latitude, longitude: launch.longitude, height: 0 };
  const motion = recordedMotion(planar, phases, site, launch.azimuth, launch.time);
  return { setting, object, launch, phases, planar, motion };
}

function stateOf(motion: Motion, time: number): Float64Array {
  const state = new Float64Array(6);
  motion.stateAt(time, state);
  return state;
}

/** Median of the sensed acceleration over the last powered samples, m/s². */
function lastAcceleration(planar: PlanarFlight, burn: Burn): number {
  const sensed: number[] = [];
  planar.times.forEach((t, k) => {
    if (t >= burn.start && t <= burn.end - 1) {
      sensed.push(Math.hypot(planar.sensedForward[k]!, planar.sensedUp[k]!));
    }
  });
  const last = sensed.slice(-LAST_SAMPLES).sort((a, b) => a - b);
  return last[last.length >> 1] ?? 10;
}

/** Burns on to orbit from a state, then flies freely. */
function burnToOrbit(recording: Recording, time: number, state: Float64Array, engine: Engine, orbit: number) {
  const burn = poweredFlight(time, state, time + LONGEST_BURN, BURN_STEP, steerToOrbit(engine, orbit));
  const fall = freeFall(burn.end, burn.state, null);
  const zero = recording.launch.time;
  return {
    motion: joinedMotion([burn.motion, fall.motion]),
    burn: { start: time - zero, end: burn.end - zero, stage: "upper" as const },
    impactTime: fall.impactTime,
  };
}

/** A recording of the upper stage, flown on from its last sample. */
function continuedUpperStage(recording: Recording): Continuation {
  const { phases, planar, motion, object } = recording;
  const end = motion.end;
  const state = stateOf(motion, end);
  const last = phases.burns.at(-1)!;
  if (object.continue === "none" || inOrbit(state)) {
    const fall = freeFall(end, state, null);
    return { motion: joinedMotion([motion, fall.motion]), burns: phases.burns, impactTime: fall.impactTime };
  }
  const engine: Engine = {
    ignition: end,
    initialAcceleration: lastAcceleration(planar, last),
    exhaustVelocity: Number.POSITIVE_INFINITY,
  };
  const height = heightOf(state[0]!, state[1]!, state[2]!);
  const flown = burnToOrbit(recording, end, state, engine, Math.max(LEAST_ORBIT_HEIGHT, height));
  const burns = phases.burningAtEnd
    ? [...phases.burns.slice(0, -1), { ...last, end: flown.burn.end }]
    : [...phases.burns, flown.burn];
  return { motion: joinedMotion([motion, flown.motion]), burns, impactTime: flown.impactTime };
}

/** The unrecorded upper stage of a recording that follows the first: generic, from separation to orbit. */
function genericUpperStage(recording: Recording): Continuation {
  const { object, launch, phases, motion } = recording;
  const cutOff = launch.time + phases.cutOff;
  const { upperStage } = object;
  const gap = freeFall(cutOff, stateOf(motion, cutOff), null);
  const firstBurn = phases.burns[0]!;
  const ascent = clippedMotion(motion, launch.time, cutOff);
  if (object.continue === "none") {
    return { motion: joinedMotion([ascent, gap.motion]), burns: [firstBurn], impactTime: gap.impactTime };
  }
  const ignition = cutOff + upperStage.ignitionDelaySeconds;
  const engine: Engine = { ...upperStage, ignition };
  const state = stateOf(gap.motion, ignition);
  const flown = burnToOrbit(recording, ignition, state, engine, upperStage.orbitHeightKm * 1000);
  const coast = clippedMotion(gap.motion, cutOff, ignition);
  return {
    motion: joinedMotion([ascent, coast, flown.motion]),
    burns: [firstBurn, flown.burn],
    impactTime: flown.impactTime,
  };
}

function emissions(recording: Recording, burns: readonly Burn[]): Emission[] {
  const { object, launch } = recording;
  const intensity = {
    first: object.radiantIntensity,
    upper: object.upperStageRadiantIntensity,
    restart: object.restartRadiantIntensity,
  };
  return burns.map((burn) => ({
    start: launch.time + burn.start,
    end: launch.time + burn.end,
    kind: "plume",
    radiantIntensity: intensity[burn.stage],
  }));
}

function bodyOf(
  recording: Recording,
  id: string,
  motion: Motion,
  burns: readonly Burn[],
): Omit<Body, "truth"> {
  return {
    id,
    motion,
    emissions: emissions(recording, burns),
    crossSections: [{ until: Number.POSITIVE_INFINITY, squareMetres: recording.object.crossSectionM2 }],
    swerling: 1,
    cloudTop: recording.launch.cloudTop,
  };
}

/** The first stage as it was recorded after separation: back-burn, coast, entry, landing. */
function recordedFirstStage(recording: Recording): Body {
  const { setting, object, launch, phases, motion } = recording;
  const cutOff = launch.time + phases.cutOff;
  const id = `${object.id}/stage-1`;
  const own = clippedMotion(motion, cutOff, motion.end);
  const landed = heightOf(...positionAt(motion, motion.end)) < 2000;
  const facts = {
    id,
    class: "falling-stage" as const,
    parent: object.id,
    motion: own,
    apogeeTime: highest(own),
    impactTime: landed ? motion.end : null,
    recordedUntil: motion.end,
  };
  return { ...bodyOf(recording, id, own, phases.burns.slice(1)), truth: flightRecord(setting, facts) };
}

function positionAt(motion: Motion, time: number): [number, number, number] {
  const s = stateOf(motion, time);
  return [s[0]!, s[1]!, s[2]!];
}

/** Time of the greatest height, to a second. */
function highest(motion: Motion): number {
  let [best, time] = [Number.NEGATIVE_INFINITY, motion.start];
  for (let t = motion.start; t <= motion.end; t++) {
    const height = heightOf(...positionAt(motion, t));
    if (height > best) [best, time] = [height, t];
  }
  return time;
}

/** The spent first stage of a recording that follows the second: it falls. */
function fallingFirstStage(recording: Recording): Body {
  const { setting, object, launch, phases, motion } = recording;
  const { seed, network } = setting.inputs;
  const id = `${object.id}/stage-1`;
  const cutOff = launch.time + phases.cutOff;
  const beta = logNormalAt(
    randomStream(seed, "truth", id, "ballistic coefficient"),
    0,
    network.priors.fallingStage,
  );
  const fall = freeFall(cutOff, pushedBack(stateOf(motion, cutOff), object.separationSpeed), beta);
  const facts = {
    id,
    class: "falling-stage" as const,
    parent: object.id,
    motion: fall.motion,
    apogeeTime: fall.apogeeTime,
    impactTime: fall.impactTime,
    drawn: { ballisticCoefficient: beta },
  };
  return { ...bodyOf(recording, id, fall.motion, []), truth: flightRecord(setting, facts) };
}

/**
 * A recorded ascent: what was recorded, flown at its site along its azimuth, and what was not, simulated beside it:
 * the upper stage's burn to orbit, and the first stage's fall where the recording does not follow it.
 *
 * @throws InputError when the recording is not among the inputs or holds too little
 */
export function recordedAscentBodies(setting: Setting, object: RecordedAscentObject): Body[] {
  const recording = openRecording(setting, object);
  const { launch, phases } = recording;
  const firstStage = phases.follows === "first-stage";
  const flown = firstStage ? genericUpperStage(recording) : continuedUpperStage(recording);
  const facts = {
    id: object.id,
    class: "space-launch" as const,
    motion: flown.motion,
    launch,
    burnoutTime: launch.time + flown.burns.at(-1)!.end,
    impactTime: flown.impactTime,
    recordedUntil: firstStage ? launch.time + phases.cutOff : recording.motion.end,
    drawn: { cloudTop: launch.cloudTop },
  };
  const body: Body = {
    ...bodyOf(recording, object.id, flown.motion, flown.burns),
    truth: flightRecord(setting, facts),
  };
  return [body, firstStage ? recordedFirstStage(recording) : fallingFirstStage(recording)];
}
