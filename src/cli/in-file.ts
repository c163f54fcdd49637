import { InputError } from "../messages/index.js";

/**
 * Does work on what a file holds: an error that knows the place within it also names the file.
 *
 * @param file as the user named it
 * @throws {InputError} whatever the work throws, with the file before its place
 */
export function inFile<T>(file: string, work: () => T): T {
  try {
    const done = work();
    return done instanceof Promise ? (done.catch((error) => raise(file, error)) as T) : done;
  } catch (error) {
    return raise(file, error);
  }
}

function raise(file: string, error: unknown): never {
  if (error instanceof InputError) throw new InputError(`${file} ${error.where}`, error.wrong, error.right);
  throw error;
}

/**
 * Hands on what comes of a file, bit by bit: errors on the way are those of {@link inFile}.
 *
 * @param file as the user named it
 */
export async function* inFileEach<T>(file: string, items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    raise(file, error);
  }
}
