import {
  estimateLaunch,
  type LaunchFamily,
  type LaunchSolution,
  type SatelliteLook,
} from "../../../estimation/index.js";
import type { InfraredPayload, Network } from "../../../messages/index.js";
import type { LineTrack, Sighting } from "../../infrared/track.js";
import { firstSeen } from "./burns.js";
import type { PlumeState } from "./plume.js";

const RADIANS = Math.PI / 180;

/** The network's boost families as the estimator takes them. */
export function familiesOf(network: Network): LaunchFamily[] {
  return network.priors.boostFamilies.map((f) => ({
    profile: {
      stages: f.stages,
      verticalRiseSeconds: f.verticalRiseSeconds,
      kickSeconds: f.kickSeconds,
      kick: f.kickDeg * RADIANS,
      dragCoefficient: f.dragCoefficient,
    },
    spread: {
      thrust: f.spread.thrust,
      verticalRiseSeconds: f.spread.verticalRiseSeconds,
      kick: f.spread.kickDeg * RADIANS,
      angleOfAttack: f.spread.angleOfAttackDeg * RADIANS,
      yaw: f.spread.yawDeg * RADIANS,
      drag: f.spread.drag,
    },
    class: f.class,
    weight: f.weight,
  }));
}

/** Looks later than this after the first one say nothing more of the launch, s: a burn of the longest family. */
export function longestBurn(network: Network): number {
  let longest = 0;
  for (const f of network.priors.boostFamilies) {
    if (f.class === "space-launch") continue;
    longest = Math.max(
      longest,
      f.stages.reduce((sum, s) => sum + s.burnSeconds + s.gapSeconds, 0),
    );
  }
  return Math.max(120, 1.15 * longest);
}

/** Looks of one satellite that go into an estimate; more only cost time. */
const MOST_LOOKS = 30;

/**
 * Estimates launch point, time and course of a body from all satellites that saw it burn.
 *
 * @param lines its line-of-sight tracks
 * @param payloads by sensor
 * @param plume once it is out
 * @param previous an estimate from fewer looks, to start from
 * @returns null where the looks give no answer
 */
export function solveLaunch(
  lines: readonly LineTrack[],
  payloads: ReadonlyMap<string, InfraredPayload>,
  network: Network,
  families: readonly LaunchFamily[],
  plume: PlumeState | null,
  previous: LaunchSolution | null,
  seed: number,
): LaunchSolution | null {
  const until = firstSeen(lines) + longestBurn(network);
  const sensors = [...new Set(lines.map((t) => t.sensor))].filter((s) => payloads.has(s));
  const looks: SatelliteLook[] = [];
  for (const [satellite, sensor] of sensors.entries()) {
    const sightings = lines
      .filter((t) => t.sensor === sensor)
      .flatMap((t) => t.sightings)
      .filter((s) => s.time <= until)
      .sort((a, b) => a.time - b.time);
    for (const s of thinned(sightings, MOST_LOOKS)) {
      looks.push({
        satellite,
        time: s.time,
        positionEcef: s.positionEcef,
        lineOfSightEcef: s.lineOfSightEcef,
        sigma: s.sigma,
      });
    }
  }
  if (looks.length < 3) return null;
  const { meanM, sigmaM, minM, maxM } = network.priors.cloudTop;
  const ended = plume?.firstNotSeen !== undefined && plume.lastSeen <= until;
  return estimateLaunch({
    looks,
    satellites: sensors.map((sensor) => {
      const payload = payloads.get(sensor)!;
      return {
        biasSigma: payload.biasMicroradians * 1e-6,
        revisit: payload.revisitSeconds,
        cloudLimited: payload.view === "earth",
      };
    }),
    families,
    cloudTop: { mean: meanM, sigma: sigmaM, min: minM, max: maxM },
    ...(ended ? { plumeEnded: { lastSeen: plume.lastSeen, firstNotSeen: plume.firstNotSeen! } } : {}),
    ballisticCoefficient: network.priors.ballisticCoefficient,
    seed,
    previous,
  });
}

/** The first looks and the last one, and the others evenly between. */
function thinned(sightings: readonly Sighting[], most: number): Sighting[] {
  if (sightings.length <= most) return [...sightings];
  const dense = Math.floor(most / 2);
  const kept = sightings.slice(0, dense);
  const rest = sightings.length - dense;
  const wanted = most - dense;
  for (let i = 1; i <= wanted; i++) kept.push(sightings[dense - 1 + Math.round((i * rest) / wanted)]!);
  return kept;
}
