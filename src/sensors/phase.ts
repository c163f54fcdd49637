/**
 * Where in its cycle a sensor starts, from its name alone, so that the sensors of a network are staggered and
 * both the world and the watch know when each looks.
 *
 * FNV-1a over the UTF-16 units, then the 32-bit finaliser of MurmurHash3 (names that differ in one digit would
 * otherwise lie close together).
 *
 * @returns a fraction of the cycle, 0 ≤ phase < 1
 */
export function phaseOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
