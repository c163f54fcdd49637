import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstlight } from "./command.js";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const NETWORK = join(ROOT, "scenarios/demo-network.yaml");

/** A fire that burns for two minutes: the smallest scene that gives measurements. */
export const SCENE = `name: small
start: 2026-08-22T06:00:00Z
durationSeconds: 120
network: ${NETWORK}
objects:
  - { id: fire, kind: fire, latitudeDeg: 30, longitudeDeg: -60, radiantIntensity: 1.0e6 }
`;

/** A folder for the files of one test file. */
export interface Workshop {
  at(name: string): string;
  /** Writes a file. @returns its path */
  put(name: string, content: string | Uint8Array): string;
  remove(): void;
}

/** Opens a workshop in the system's folder for such things. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "firstlight-test-"));
  const at = (name: string) => join(folder, name);
  return {
    at,
    put(name, content) {
      writeFileSync(at(name), content);
      return at(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The demo's network with no satellites in its catalogue but those that carry its sensors. @returns its file */
export function leanNetwork({ put }: Workshop): string {
  const network = readFileSync(NETWORK, "utf8");
  const carriers = new Set([...network.matchAll(/catalogueNumber: (\d+)/g)].map(([, number]) => number));
  const objects = readFileSync(join(ROOT, "data/catalogue-2026-08-22.csv"), "utf8").split("\n");
  const head = objects.findIndex((line) => line.startsWith("name,"));
  const kept = objects.filter((line, i) => i <= head || carriers.has(line.split(",")[2]));
  put("lean.csv", `${kept.join("\n")}\n`);
  return put("lean.yaml", network.replace(/^catalogue: .*$/m, "catalogue: lean.csv"));
}

/** Simulates the small scene. @returns the lines of its measurement log */
export async function smallLog({ at, put }: Workshop): Promise<string[]> {
  const { code, err } = await firstlight("simulate", put("small.yaml", SCENE), "--out", at("good.jsonl"));
  if (code !== 0) throw new Error(err);
  return readFileSync(at("good.jsonl"), "utf8").trimEnd().split("\n");
}
