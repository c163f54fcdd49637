import { expect, test } from "vitest";
import { cameraWorld, plainCamera } from "../../../test/support/camera-world.js";
import { InputError } from "../../messages/index.js";
import { frameStream } from "./frame-stream.js";
import { framesInThreads } from "./frame-threads.js";

test("two threads make the same frames as one", async () => {
  const camera = plainCamera({ rows: 24, columns: 32, jitterMicroradians: 3, framesPerSecond: 1 });
  const inputs = cameraWorld(camera, { randomMicroradians: 4 });
  const alone = frameStream(inputs, "cam");
  let k = 0;
  for await (const frame of framesInThreads(inputs, "cam", alone.count, 2)) {
    const expected = alone.frame(k++);
    expect(frame).toEqual({ ...expected, samples: expected.samples });
  }
  expect(k).toBe(alone.count);
});

test("an input's fault comes through", async () => {
  const inputs = cameraWorld(plainCamera());
  const frames = framesInThreads(inputs, "other", 10, 1);
  await expect(frames.next()).rejects.toBeInstanceOf(InputError);
});
