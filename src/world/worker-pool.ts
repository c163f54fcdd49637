import type { Worker } from "node:worker_threads";
import { InputError, type Sensor } from "../messages/index.js";
import type { TimedMeasurement } from "./faults/delivery.js";
import type { WorldInputs } from "./inputs.js";
import type { WorkUnit } from "./measure/work.js";
import { type Parcel, unpack } from "./parcel.js";
import { settingOf } from "./setting.js";
import { startThread } from "./thread.js";
import type { WorkerResult, WorkerStart } from "./worker-messages.js";

/** So many slices are under way at once: as many as keep all threads busy, few enough to stay small in memory. */
const SLICES_AHEAD = 3;

/**
 * A thread needs some 100 MiB for a sky of 30,000. Far from its limit it would let four times as much pile up before it
 * tidies; what a unit finds is short-lived, and gone before it leaves the young part.
 */
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 48 };

/**
 * Shares units of work among threads. All units of a radar go to one thread, in order of time; those of satellites to
 * whoever has time. A thread works on the oldest slice in which there is something for it to do.
 *
 * @param slices how many there are
 * @returns for each slice what each sensor found in it, in the order of the network, whoever did it
 * @throws InputError where an orbit does not reach so far
 */
export async function* measureInThreads(
  inputs: WorldInputs,
  slices: number,
  workers: number,
): AsyncGenerator<TimedMeasurement[]> {
  const { sensors } = inputs.network;
  const setting = settingOf(inputs);
  const radars = sensors.flatMap(({ kind }, sensor) => (kind === "radar" ? [sensor] : []));
  const owner = new Map(radars.map((sensor, k) => [sensor, k % workers]));
  const todo: WorkUnit[][] = [];
  const found = new Map<number, { missing: number; bySensor: Parcel[] }>();
  let wake = () => {};
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => {
    failure ??= { error };
    wake();
  };
  const take = (result: WorkerResult) => {
    const { unit, fault } = result;
    if (fault !== undefined) return fail(new InputError(fault.where, fault.wrong, fault.right));
    const slice = found.get(unit.slice)!;
    slice.bySensor[unit.sensor] = result.found;
    slice.missing -= 1;
    if (slice.missing === 0) wake();
  };
  const crew = Array.from({ length: workers }, (_, index) => openWorker({ inputs }, index, take, fail));
  const idle = new Set(crew);
  const dispatch = () => {
    for (const worker of idle) {
      const unit = nextUnit(todo, owner, worker.index);
      if (unit === undefined) continue;
      idle.delete(worker);
      void worker.measure(unit).then(() => {
        idle.add(worker);
        dispatch();
      });
    }
  };
  try {
    for (let slice = 0, begun = 0; slice < slices; slice++) {
      for (; begun < Math.min(slices, slice + SLICES_AHEAD); begun++) {
        const units = unitsOf(sensors, begun);
        found.set(begun, { missing: units.length, bySensor: [] });
        todo.push(units);
      }
      dispatch();
      while (failure === undefined && found.get(slice)!.missing > 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (failure !== undefined) throw failure.error;
      const { bySensor } = found.get(slice)!;
      found.delete(slice);
      yield bySensor.flatMap((parcel, sensor) => unpack(setting, sensors[sensor]!.id, parcel));
    }
  } finally {
    await Promise.all(crew.map(({ end }) => end()));
  }
}

/** What is to be measured in a slice: what an optical satellite sees is no work. */
function unitsOf(sensors: readonly Sensor[], slice: number): WorkUnit[] {
  return sensors.flatMap(({ kind }, sensor) => (kind === "optical" ? [] : [{ sensor, slice }]));
}

/** The oldest unit that a worker may do, taken out of the list. */
function nextUnit(
  todo: WorkUnit[][],
  owner: ReadonlyMap<number, number>,
  worker: number,
): WorkUnit | undefined {
  while (todo[0]?.length === 0) todo.shift();
  for (const units of todo) {
    const own = units.findIndex(({ sensor }) => (owner.get(sensor) ?? worker) === worker);
    if (own >= 0) return units.splice(own, 1)[0];
  }
  return undefined;
}

/** One thread, which does one unit at a time. */
interface PoolWorker {
  readonly index: number;
  /** Settles when the unit is done; never where the thread fails. */
  measure(unit: WorkUnit): Promise<void>;
  end(): Promise<unknown>;
}

function openWorker(
  start: WorkerStart,
  index: number,
  take: (result: WorkerResult) => void,
  fail: (error: unknown) => void,
): PoolWorker {
  const worker: Worker = startThread(import.meta.url, "worker", start, LIMITS);
  let done = () => {};
  let ended = false;
  worker.on("message", (result: WorkerResult) => {
    take(result);
    done();
  });
  worker.on("error", fail);
  worker.on("exit", (code) => {
    if (!ended) fail(new Error(`a worker ended with ${code}`));
  });
  return {
    index,
    measure(unit) {
      worker.postMessage(unit);
      return new Promise((resolve) => {
        done = resolve;
      });
    },
    end() {
      ended = true;
      return worker.terminate();
    },
  };
}
