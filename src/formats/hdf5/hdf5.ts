import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dataset, File as Hdf5Handle } from "h5wasm/node";
import { InputError } from "../../messages/index.js";

type H5wasm = typeof import("h5wasm/node");

/** Largest array that is read at once, values: a granule has at most 630,000 events, images are read by rows. */
const VALUES_LIMIT = 20_000_000;

const mute = { on: false };

/** The library in use, and how many times it was loaded. */
const library: { loading: Promise<H5wasm> | null; instances: number } = { loading: null, instances: 0 };

/** What can be asked of an open HDF5 file. Every question may throw `InputError`: the file may be damaged anywhere. */
export interface Hdf5File {
  /** @returns the values of a numeric variable, or null where there is no such variable */
  numbers(variable: string): NumericArray | null;
  /** @returns the lengths of a variable's dimensions, or null where there is no such variable */
  shape(variable: string): readonly number[] | null;
  /** @returns some rows (first dimension) of a numeric variable of two dimensions, or null where there is none */
  rows(variable: string, first: number, count: number): NumericArray | null;
  /** @returns an attribute of a variable (of the file where the variable is "/"), or null where there is none */
  attribute(variable: string, name: string): string | number | null;
}

export type NumericArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/**
 * Opens the bytes of an HDF5 file and hands it to a reader.
 *
 * The library's build for Node sees the real file system and nothing else: the bytes lie in a folder of their own among the
 * temporary files meanwhile.
 *
 * @throws {InputError} where the bytes are no HDF5 file or a damaged one
 */
export async function withHdf5<T>(bytes: Uint8Array, file: string, read: (hdf5: Hdf5File) => T): Promise<T> {
  const h5wasm = await loadLibrary();
  await h5wasm.ready;
  const folder = mkdtempSync(join(tmpdir(), "firstlight-"));
  const name = join(folder, "input.h5");
  const damaged = (): InputError =>
    new InputError(file, "is a damaged or incomplete HDF5 file", "fetch it anew, whole");
  const guard = <V>(ask: () => V): V => {
    mute.on = true;
    try {
      return ask();
    } catch (error) {
      if (!isOrderly(error)) library.loading = null;
      throw damaged();
    } finally {
      mute.on = false;
    }
  };
  try {
    writeFileSync(name, bytes);
    const handle = guard(() => new h5wasm.File(name, "r"));
    if (handle.file_id <= 0n) throw damaged();
    try {
      return read(hdf5File(h5wasm, handle, file, guard));
    } finally {
      guard(() => handle.close());
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Does nothing with the bytes of an HDF5 file but see whether they are one, whole.
 *
 * @throws {InputError} where they are none or a damaged one: what is cut short is none
 */
export function requireHdf5(bytes: Uint8Array, file: string): Promise<void> {
  return withHdf5(bytes, file, () => undefined);
}

/** Loads the library beforehand, where its loading is not to be charged to the first file. */
export async function readyHdf5(): Promise<void> {
  await (await loadLibrary()).ready;
}

/**
 * The library says what is wrong with a file in an error of its own. Anything else is a trap of the machine that it
 * runs on (seen once in 4,000 granules spoilt at random), after which it can't be trusted with another file.
 */
function isOrderly(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("HDF5-DIAG");
}

/**
 * Loads the library, again where the last instance was given up.
 *
 * It prints its troubles to the console and returns what it has. So its error handler is set to throw, and the console
 * that it takes hold of while it is loaded can be muted when it works.
 */
function loadLibrary(): Promise<H5wasm> {
  library.loading ??= (async () => {
    const { error } = console;
    console.error = (...words: unknown[]) => {
      if (!mute.on) error(...words);
    };
    try {
      library.instances += 1;
      const loaded = await importInstance(library.instances);
      (await loaded.ready).activate_throwing_error_handler();
      return loaded;
    } finally {
      console.error = error;
    }
  })();
  return library.loading;
}

/** A module is loaded anew under another query of its address. */
async function importInstance(instance: number): Promise<H5wasm> {
  if (instance === 1) return import("h5wasm/node");
  return import(`${import.meta.resolve("h5wasm/node")}?instance=${instance}`);
}

/** Gives up the library in use, as after a trap. For tests. */
export function giveUpLibrary(): void {
  library.loading = null;
}

function numeric(value: unknown, where: string): NumericArray {
  if (typeof value === "number") return Float64Array.of(value);
  const numbers = ArrayBuffer.isView(value) && "length" in value;
  if (numbers && !(value instanceof BigInt64Array) && !(value instanceof BigUint64Array))
    return value as unknown as NumericArray;
  throw new InputError(where, "does not hold numbers");
}

function hdf5File(h5wasm: H5wasm, handle: Hdf5Handle, file: string, guard: <V>(ask: () => V) => V): Hdf5File {
  const names = new Set(guard(() => handle.keys()));
  const dataset = (variable: string): Dataset | null => {
    if (!names.has(variable)) return null;
    const entity = guard(() => handle.get(variable));
    return entity instanceof h5wasm.Dataset ? entity : null;
  };
  return {
    numbers(variable) {
      const found = dataset(variable);
      if (found === null) return null;
      const size = (guard(() => found.shape) ?? []).reduce((product, length) => product * length, 1);
      if (size > VALUES_LIMIT) throw new InputError(`${file} ${variable}`, `claims to hold ${size} values`);
      return numeric(
        guard(() => found.value),
        `${file} ${variable}`,
      );
    },
    shape(variable) {
      const found = dataset(variable);
      return found === null ? null : (guard(() => found.shape) ?? []);
    },
    rows(variable, first, count) {
      const found = dataset(variable);
      if (found === null) return null;
      const where = `${file} ${variable}`;
      const [, columns = 0] = guard(() => found.shape) ?? [];
      if (count * columns > VALUES_LIMIT) throw new InputError(where, `has rows of ${columns} values`);
      return numeric(
        guard(() => found.slice([[first, first + count], []])),
        where,
      );
    },
    attribute(variable, name) {
      const bearer = variable === "/" ? handle : dataset(variable);
      if (bearer === null) return null;
      const value = guard(() => (Object.hasOwn(bearer.attrs, name) ? bearer.attrs[name]!.value : null));
      if (typeof value === "string" || typeof value === "number") return value;
      if (ArrayBuffer.isView(value) && "length" in value && value.length === 1) {
        return Number((value as unknown as NumericArray)[0]);
      }
      return null;
    },
  };
}
