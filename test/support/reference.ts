import { readFileSync } from "node:fs";

/** The cases of a table in test/reference, as its README describes them. */
export function referenceCases<Case>(name: string): Case[] {
  const url = new URL(`../reference/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { cases: Case[] }).cases;
}

/** Distance between two points. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
}
