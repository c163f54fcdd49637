/** So many bytes tell formats apart. */
const FIRST = 256;

/** The first bytes of a stream as text, and the stream with them put back. */
export async function firstBytes(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ first: string; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  while (size < FIRST) {
    const next = await iterator.next();
    if (next.done === true) break;
    held.push(next.value);
    size += next.value.length;
  }
  const first = Buffer.concat(held).subarray(0, FIRST).toString("utf8");
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* held;
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { first, all: all() };
}
