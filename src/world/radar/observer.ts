import type { Radar } from "../../messages/index.js";
import { radarScanTime } from "../../sensors/index.js";
import type { Body } from "../body.js";
import type { TimedMeasurement } from "../faults/delivery.js";
import type { Setting } from "../setting.js";
import type { Sky } from "../sky.js";
import { clutterEchoes, Meteors } from "./clutter/clutter.js";
import type { Echo, ExtraNoise } from "./echo.js";
import { plotOf } from "./plots.js";
import { resolved } from "./resolved.js";
import { openScene, type RadarScene } from "./scene.js";
import { ScheduledSearch } from "./schedule/scheduled-search.js";
import { sweep } from "./sweep.js";
import { RadarTargets } from "./targets.js";

/**
 * The radar's part of the world: draws its fixed errors once, then scans.
 *
 * A radar with a schedule remembers what it follows: scans that were not asked for in between are worked out all the
 * same, so that every block has the same bits in whatever order and by whatever thread it is asked for. It costs least
 * when all blocks of a radar are asked for in their order.
 */
export class RadarObserver {
  private readonly scene: RadarScene;
  private readonly meteors: Meteors;
  /** The search of a radar with a schedule. */
  readonly scheduledSearch: ScheduledSearch | null;

  constructor(
    private readonly setting: Setting,
    private readonly radar: Radar,
    bodies: readonly Body[],
    sky: Sky,
    extraNoise: ExtraNoise | null = null,
  ) {
    this.scene = openScene(setting, radar, new RadarTargets(setting, radar, bodies, sky), extraNoise);
    this.meteors = new Meteors(this.scene);
    this.scheduledSearch =
      radar.schedule === undefined ? null : new ScheduledSearch(this.scene, radar.schedule, this.meteors);
  }

  /** First and last scan that begin within the run. */
  scans(): readonly [number, number] {
    const { radar, setting } = this;
    let last = Math.ceil(setting.duration / radar.revisitSeconds);
    while (last >= 0 && radarScanTime(radar, last) + radar.revisitSeconds > setting.duration) last--;
    return [0, last];
  }

  /** When a scan begins, s after the run's start. */
  scanTime(scan: number): number {
    return radarScanTime(this.radar, scan);
  }

  /** The plots of a block of scans, in order of time. */
  block(first: number, last: number): TimedMeasurement[] {
    const plots: TimedMeasurement[] = [];
    const search = this.scheduledSearch;
    if (search !== null) {
      for (let scan = first; scan <= last; scan++) plots.push(...this.report(scan, search.scan(scan)));
      return plots;
    }
    const from = radarScanTime(this.radar, first);
    const to = radarScanTime(this.radar, last) + this.radar.revisitSeconds;
    const candidates = this.scene.targets.candidates(from, to);
    for (let scan = first; scan <= last; scan++) {
      const start = radarScanTime(this.radar, scan);
      const meteors = this.meteors.between(start, start + this.radar.revisitSeconds);
      const echoes = sweep(this.scene, scan, candidates, true);
      if (meteors.length > 0) echoes.push(...sweep(this.scene, scan, meteors, false));
      plots.push(...this.report(scan, echoes));
    }
    return plots;
  }

  private report(scan: number, echoes: readonly Echo[]): TimedMeasurement[] {
    const { scene } = this;
    const plots = [...resolved(this.radar, echoes), ...clutterEchoes(scene, scan)].map((echo) =>
      plotOf(scene, echo, scan),
    );
    plots.sort((a, b) => a.time - b.time || a.plot.azimuth - b.plot.azimuth || a.plot.range - b.plot.range);
    return plots.map(({ time, plot }, k) => {
      plot.id = `${this.radar.id}/${scan}/${k}`;
      return { time, measurement: plot };
    });
  }
}
