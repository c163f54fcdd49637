import { readFileText, readNetwork } from "../../../../formats/index.js";
import type { Network } from "../../../../messages/index.js";
import type { ValidationContext } from "../../comparison.js";

/** The demonstration's network, of which priors and thresholds are taken. */
export async function bundledNetwork(context: ValidationContext): Promise<Network> {
  const file = context.bundledFile("scenarios/demo-network.yaml");
  return readNetwork(await readFileText(file), file);
}
