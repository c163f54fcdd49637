import { join, resolve } from "node:path";
import { frameFileParts } from "../formats/index.js";
import { InputError } from "../messages/index.js";
import {
  frameSensors,
  frameStream,
  framesInThreads,
  simulateTruth,
  type WorldInputs,
} from "../world/index.js";
import type { CommandContext } from "./context.js";
import { makeFolder } from "./make-folder.js";
import type { WholeFile } from "./output-file.js";

/**
 * Writes the images of each camera of a network, one file a camera: two bytes a pixel and frame (a camera of 1024 × 1024 at
 * 10 Hz: 21 MB a second of the scenario). Never more than a frame is in memory.
 *
 * @param folder where the files go, made where it is missing
 * @param options threads that make them; the files are the same for any number
 * @param open opens a file that comes to its place when all is done
 * @returns how many frames were written
 * @throws {InputError} where no sensor of the network gives frames, or a file can't be written
 */
export async function writeFrameFiles(
  folder: string,
  world: WorldInputs,
  options: { readonly workers: number },
  open: (name: string) => WholeFile,
  context: CommandContext,
): Promise<number> {
  const sensors = frameSensors(world);
  if (sensors.length === 0)
    throw new InputError(
      "--frames",
      "no sensor of the network gives frames",
      "a staring payload with output: frames and a block frames does",
    );
  makeFolder(resolve(folder), folder);
  const { workers } = options;
  const truth = simulateTruth(world);
  let written = 0;
  for (const sensor of sensors) {
    const { header, frames, count } = frameStream(world, sensor, { truth });
    const made = workers > 1 ? framesInThreads(world, sensor, count, workers) : frames;
    const file = open(join(folder, `${encodeURIComponent(sensor)}.frames`));
    let done = 0;
    for await (const part of frameFileParts(header, made)) {
      file.write(part);
      await file.ready();
      context.progress.show(`writing the frames of ${sensor}`, Math.min(1, done++ / count));
      await context.interruption.breathe();
    }
    written += count;
  }
  return written;
}
