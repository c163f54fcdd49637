import type { ScenarioObject, TruthObject, TruthRecord } from "../messages/index.js";
import { type Body, thrustingAt } from "./body.js";
import type { WorldInputs } from "./inputs.js";
import { backgroundBodies } from "./objects/backgrounds/index.js";
import { recordedAscentBodies } from "./objects/recorded-ascent.js";
import { reentryBodies } from "./objects/reentry.js";
import { satellites } from "./objects/satellites.js";
import { vehicleBodies } from "./objects/vehicle.js";
import { type Setting, settingOf, utcAt } from "./setting.js";
import { openSky } from "./sky/catalogue-sky.js";
import type { Sky } from "./sky.js";

/** All that is really there, with its motion. */
export interface Truth {
  readonly setting: Setting;
  readonly bodies: readonly Body[];
  /** The satellites of all catalogues. */
  readonly sky: Sky;
}

/** Seconds between two states of a body in the truth file. */
const STATE_INTERVAL = 10;

function bodiesOf(setting: Setting, object: ScenarioObject): Body[] {
  switch (object.kind) {
    case "vehicle":
      return vehicleBodies(setting, object);
    case "recorded-ascent":
      return recordedAscentBodies(setting, object);
    case "reentry":
      return reentryBodies(setting, object);
    case "bolide":
    case "fire":
    case "gas-flare":
    case "volcano":
    case "afterburner":
    case "background-rates":
      return backgroundBodies(setting, object);
    case "satellite-glints": // lights without a body that moves
    case "stars":
    case "radiation":
    case "satellites": // held together, as the sky
    case "lightning":
    case "lightning-model":
    case "notification":
    case "sensor-outage":
    case "clock-drift":
    case "pointing-drift":
    case "message-fault":
    case "test-tape":
    case "repeated-answer":
    case "noise-burst":
    case "jamming-strobe":
    case "recorded-scan":
    case "sun-glint":
      return []; // messages without a moving body, and what goes wrong with messages
  }
}

/**
 * Works out the motion of everything in a scenario.
 *
 * @throws InputError where the scenario names what was not loaded
 */
export function simulateTruth(inputs: WorldInputs): Truth {
  const setting = settingOf(inputs);
  const { objects } = inputs.scenario;
  return {
    setting,
    bodies: objects.flatMap((object) => bodiesOf(setting, object)),
    sky: openSky(
      setting,
      objects.flatMap((object) => (object.kind === "satellites" ? satellites(setting, object) : [])),
    ),
  };
}

/** The truth as it is written: each object, then its states. */
export function* truthRecords(truth: Truth): Generator<TruthRecord> {
  const { setting, bodies } = truth;
  const state = new Float64Array(6);
  for (const body of bodies) {
    if (body.truth === undefined) continue;
    const record: TruthObject = body.truth;
    yield record;
    const { motion } = body;
    const first = Math.ceil(motion.start / STATE_INTERVAL);
    const end = body.stands === true ? first * STATE_INTERVAL : Math.min(motion.end, setting.duration);
    for (let k = first; k * STATE_INTERVAL <= end; k++) {
      const time = k * STATE_INTERVAL;
      motion.stateAt(time, state);
      yield {
        type: "truth-state",
        id: body.id,
        time: utcAt(setting, time),
        positionEcef: [state[0]!, state[1]!, state[2]!],
        velocityEcef: [state[3]!, state[4]!, state[5]!],
        thrusting: thrustingAt(body, time),
      };
    }
  }
}
