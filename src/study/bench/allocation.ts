import { type HeapProfiler, Session } from "node:inspector";

/** One sample is taken for about so many bytes. */
const SAMPLING_INTERVAL = 512;

/**
 * Bytes that a piece of work allocates on the heap, collected again or not, by V8's sampling heap profiler. What the
 * profiler itself leaves in a run is some hundred bytes.
 */
export async function allocatedBytes(work: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await post(session, "HeapProfiler.enable");
    await post(session, "HeapProfiler.startSampling", {
      samplingInterval: SAMPLING_INTERVAL,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
    work();
    const { profile } = (await post(session, "HeapProfiler.stopSampling")) as {
      profile: HeapProfiler.SamplingHeapProfile;
    };
    let bytes = 0;
    const open = [profile.head];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      bytes += node.selfSize;
      open.push(...node.children);
    }
    return bytes;
  } finally {
    session.disconnect();
  }
}

function post(session: Session, method: string, parameters: object = {}): Promise<object> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error: Error | null, result?: object) =>
      error === null ? resolve(result ?? {}) : reject(error),
    );
  });
}
