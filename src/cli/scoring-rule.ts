import { z } from "zod";
import { readFileText, readYaml } from "../formats/index.js";
import type { MatchingRule } from "../study/index.js";
import { bundledFile } from "./bundled.js";

const positive = z.number().positive();
const ScoringFile = z.strictObject({
  matching: z.strictObject({ distanceKm: positive, seconds: positive }),
});

/**
 * Reads the scoring file.
 *
 * @param path the file; absent: the one that comes with Firstlight
 * @throws {InputError} where it can't be used
 */
export async function loadMatchingRule(path = bundledFile("scenarios/scoring.yaml")): Promise<MatchingRule> {
  return readYaml(await readFileText(path), path, ScoringFile).matching;
}
