import { readFileText, readNetwork } from "../../../../formats/index.js";
import type { Network } from "../../../../messages/index.js";
import type { ValidationContext } from "../../comparison.js";

/** The demonstration's network: a watch of recordings takes its priors and thresholds, not its sensors. */
export async function baseNetwork(context: ValidationContext): Promise<Network> {
  const file = context.bundledFile("scenarios/demo-network.yaml");
  return readNetwork(await readFileText(file), file);
}
