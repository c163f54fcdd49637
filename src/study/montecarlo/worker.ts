import { parentPort, workerData } from "node:worker_threads";
import type { WorldInputs } from "../../world/index.js";
import type { MatchingRule } from "../scoring/match.js";
import { runSeed } from "./one-seed.js";

/** Runs one seed at a time, as it is told. */
const { inputs, rule } = workerData as { readonly inputs: WorldInputs; readonly rule: MatchingRule };
parentPort?.on("message", (seed: number) => {
  parentPort?.postMessage(runSeed({ ...inputs, seed }, rule));
});
