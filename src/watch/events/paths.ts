import type { Sensor } from "../../messages/index.js";

const SHARED = ["power", "link", "processor", "site", "clock"] as const;

/**
 * Counts the ways by which an event is known that share nothing: sensors that hang on one power supply, link,
 * processor, site or clock fail together and have one vote.
 *
 * @param sensors those that saw it
 * @returns groups of sensors, each an independent path
 */
export function independentPaths(sensors: readonly Sensor[]): Sensor[][] {
  const group = new Map<Sensor, Sensor[]>();
  for (const sensor of sensors) if (!group.has(sensor)) group.set(sensor, [sensor]);
  const list = [...group.keys()];
  for (const [i, a] of list.entries()) {
    for (const b of list.slice(0, i)) {
      const ga = group.get(a)!;
      const gb = group.get(b)!;
      if (ga === gb || !failTogether(a, b)) continue;
      for (const s of gb) group.set(s, ga);
      ga.push(...gb);
    }
  }
  return [...new Set(group.values())];
}

/** Whether two sensors hang on one thing. */
export function failTogether(a: Sensor, b: Sensor): boolean {
  return SHARED.some((what) => a.dependsOn[what] !== undefined && a.dependsOn[what] === b.dependsOn[what]);
}
