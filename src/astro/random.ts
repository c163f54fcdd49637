/**
 * Randomness by counter: a draw is a pure function of (seed, stream, index), so that a run gives the same bits on
 * one worker or on eight and in any order of asking. Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", SC11 (2011), section 4.3 and table 3 for its constants.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** Names one sequence of independent draws: 96 bits made from the seed and the stream's names. */
export interface RandomStream {
  readonly key0: number;
  readonly key1: number;
  readonly salt: number;
}

/** Upper 32 bits of the 64-bit product of two unsigned 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const lowHigh = aLow * bHigh;
  const highLow = aHigh * bLow;
  const middle = ((aLow * bLow) >>> 16) + (lowHigh & 0xffff) + (highLow & 0xffff);
  return (aHigh * bHigh + (lowHigh >>> 16) + (highLow >>> 16) + (middle >>> 16)) >>> 0;
}

/**
 * One block of Philox4x32-10.
 *
 * @param block four unsigned 32-bit words of counter; replaced by four words of output
 * @param key0 first word of the key
 * @param key1 second word of the key
 */
export function philox(block: Uint32Array, key0: number, key1: number): void {
  let c0 = block[0]!;
  let c1 = block[1]!;
  let c2 = block[2]!;
  let c3 = block[3]!;
  let k0 = key0 >>> 0;
  let k1 = key1 >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  block[0] = c0;
  block[1] = c1;
  block[2] = c2;
  block[3] = c3;
}

/** Mixes one 32-bit word into the state of a stream's name. */
function absorb(state: Uint32Array, word: number): void {
  state[0] = (state[0]! ^ word) >>> 0;
  philox(state, 0x46697273, 0x746c6974);
}

/**
 * The stream of a seed and a list of names. Names are told apart by type and length, so ("a", "bc") and ("ab", "c"),
 * and 1 and "1", are different streams.
 *
 * @param seed any finite number; usually an integer
 * @param names what the draws are for, e.g. sensor, object and purpose
 * @throws RangeError when the seed or a number among the names is not finite
 */
export function randomStream(seed: number, ...names: readonly (string | number)[]): RandomStream {
  const state = new Uint32Array(4);
  const words = new Uint32Array(2);
  const double = new Float64Array(words.buffer);
  for (const name of [seed, ...names]) {
    if (typeof name === "number") {
      if (!Number.isFinite(name)) throw new RangeError(`random stream of ${name}: seed and names are finite`);
      double[0] = name + 0; // −0 and 0 are one name
      absorb(state, 0x6e756d62);
      absorb(state, words[0]!);
      absorb(state, words[1]!);
    } else {
      absorb(state, 0x74657874);
      absorb(state, name.length);
      for (let i = 0; i < name.length; i++) absorb(state, name.charCodeAt(i));
    }
  }
  return { key0: state[0]!, key1: state[1]!, salt: state[2]! };
}

const scratch = new Uint32Array(4);

/** Leaves the four output words of (stream, index, part) in `scratch`. */
function draw(stream: RandomStream, index: number, part: number): void {
  scratch[0] = index >>> 0;
  scratch[1] = Math.floor(index / 4294967296) >>> 0;
  scratch[2] = part;
  scratch[3] = stream.salt;
  philox(scratch, stream.key0, stream.key1);
}

/** Uniform in the open interval (0, 1) with 53 bits, from words `first` and `first + 1` of the scratch block. */
function uniformFromScratch(first: 0 | 2): number {
  return ((scratch[first]! >>> 6) * 134217728 + (scratch[first + 1]! >>> 5) + 0.5) / 9007199254740992;
}

/**
 * A uniform draw in the open interval (0, 1).
 *
 * @param index which draw, an integer from 0 to 2^53
 */
export function uniformAt(stream: RandomStream, index: number): number {
  draw(stream, index, 0);
  return uniformFromScratch(0);
}

/**
 * A standard normal draw (Box and Muller 1958), one an index; shares nothing with `uniformAt` of the same index.
 *
 * @param index which draw, an integer from 0 to 2^53
 */
export function normalAt(stream: RandomStream, index: number): number {
  draw(stream, index, 1);
  const radius = Math.sqrt(-2 * Math.log(uniformFromScratch(0)));
  return radius * Math.cos(2 * Math.PI * uniformFromScratch(2));
}

const POISSON_BLOCK = 64;

/** Smallest k whose Poisson distribution function reaches u. */
function poissonQuantile(mean: number, u: number): number {
  let probability = Math.exp(-mean);
  let cumulative = probability;
  let k = 0;
  while (u > cumulative && k < 1000) {
    k++;
    probability *= mean / k;
    cumulative += probability;
  }
  return k;
}

/**
 * A Poisson draw: inversion, a large mean as a sum of independent parts.
 *
 * @param index which draw, an integer from 0 to 2^53
 * @param mean expected count, ≥ 0
 * @throws RangeError when the mean is negative, not finite or above 1e6
 */
export function poissonAt(stream: RandomStream, index: number, mean: number): number {
  if (!(mean >= 0 && mean <= 1e6)) throw new RangeError(`Poisson mean ${mean}: 0 to 1e6`);
  const parts = Math.max(1, Math.ceil(mean / POISSON_BLOCK));
  let total = 0;
  for (let part = 0; part < parts; part++) {
    draw(stream, index, 2 + part);
    total += poissonQuantile(mean / parts, uniformFromScratch(0));
  }
  return total;
}
