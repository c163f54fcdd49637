import { createHash } from "node:crypto";
import type { FrameFile } from "../formats/index.js";
import { type Frame, FrontEndBlock, InfraredDetection, InputError, type Network } from "../messages/index.js";
import { createFrontEnd, type FrontEnd } from "../watch/index.js";
import {
  type FrameStream,
  frameSensors,
  frameStream,
  type Slice,
  type Truth,
  type WorldInputs,
} from "../world/index.js";
import type { CommandContext } from "./context.js";
import type { RunItem } from "./inputs/plan.js";

type Message = Slice["messages"][number];

/** So many frames between two turns of the event loop. */
const FRAMES_BETWEEN_BREATHS = 16;

/** A camera of the network and the front end that looks at its frames. */
interface Camera {
  readonly stream: FrameStream;
  readonly frontEnd: FrontEnd;
  /** Number of the next frame. */
  next: number;
}

/**
 * Lets a front end look at the frames of each camera of a network and puts what it finds among what other sensors measure.
 * Frames are made one at a time, as they are looked at.
 *
 * @param slices what other sensors measure
 * @param inputs the network and what its cameras see
 * @throws {InputError} where a camera's orbit can't be used
 */
export function withFrames(
  slices: AsyncIterable<Slice>,
  inputs: WorldInputs,
  truth: Truth,
  context: CommandContext,
): AsyncIterable<Slice> {
  const sensors = frameSensors(inputs);
  if (sensors.length === 0) return slices;
  const cameras = sensors.map((id): Camera => {
    const stream = frameStream(inputs, id, { truth });
    const options = frontEndOptions(inputs, id);
    return { stream, frontEnd: createFrontEnd(stream.header, options), next: 0 };
  });
  return merged(slices, cameras, inputs.scenario.durationSeconds, context);
}

/** What the network file says of a sensor's front end, or its defaults. */
export function frontEndOptions({ network }: Pick<WorldInputs, "network">, id: string): FrontEndBlock {
  const sensor = network.sensors.find((s) => s.id === id);
  return (sensor?.kind === "infrared" ? sensor.payload.frontEnd : undefined) ?? FrontEndBlock.parse({});
}

async function* merged(
  slices: AsyncIterable<Slice>,
  cameras: readonly Camera[],
  duration: number,
  context: CommandContext,
): AsyncGenerator<Slice> {
  for await (const slice of slices) {
    const last = slice.until >= duration;
    const found: Message[] = [];
    for (const camera of cameras) {
      for (; camera.next < camera.stream.count; camera.next++) {
        const frame = camera.stream.frame(camera.next);
        if (!last && frame.time >= slice.until) break;
        for (const measurement of detectionsIn(camera.frontEnd, frame))
          found.push({ time: frame.time, measurement });
        if (camera.next % FRAMES_BETWEEN_BREATHS === 0) await context.interruption.breathe();
      }
    }
    if (found.length === 0) yield slice;
    else yield { ...slice, messages: [...slice.messages, ...found].sort((a, b) => a.time - b.time) };
  }
}

/**
 * Looks at a file of frames as it is read.
 *
 * @param network tells of the camera how its images become detections
 * @param path of the file, for messages
 * @throws {InputError} where the network has no such camera
 */
export function frameFileItems(file: FrameFile, network: Network, path: string): AsyncIterable<RunItem> {
  const { sensor } = file.header;
  if (!network.sensors.some(({ id, kind }) => id === sensor && kind === "infrared"))
    throw new InputError(
      path,
      `holds images of ${sensor}, and the network has no infrared satellite of that name`,
      "name its network with --network",
    );
  const frontEnd = createFrontEnd(file.header, frontEndOptions({ network }, sensor));
  return itemsOfFrames(file, frontEnd);
}

async function* itemsOfFrames(file: FrameFile, frontEnd: FrontEnd): AsyncGenerator<RunItem> {
  for await (const frame of file.frames)
    for (const measurement of detectionsIn(frontEnd, frame))
      yield { measurement: InfraredDetection.parse(measurement) };
}

/** Steps a front end and names the image in each detection, by the digest of its samples in the order of the file. */
export function detectionsIn(frontEnd: FrontEnd, frame: Frame): InfraredDetection[] {
  const { detections } = frontEnd.step(frame);
  if (detections.length === 0) return [];
  const { buffer, byteOffset, byteLength } = frame.samples;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const image = { number: frame.number, sha256: createHash("sha256").update(bytes).digest("hex") };
  return detections.map((detection) => ({ ...detection, frame: image }));
}
