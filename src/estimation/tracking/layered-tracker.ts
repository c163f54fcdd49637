import { PLOT, plotPosition, RADAR_FRAME, radarFrame } from "../kernels/index.js";
import { type CloudTracker, createCloudTracker, LEAST_GROUP, PlotGroups } from "./cloud/index.js";
import type { PlotTable, RadarScan, RadarTracker, TrackingRadar, TrackSink } from "./plots.js";
import { SingleBodyTracker } from "./radar-tracker.js";
import type { TrackerSettings } from "./settings.js";

/** Scans that are remembered: a group of plots waits so long for the next. */
const MEMORY = 12;
/** m; two groups' middles may be off by so much. */
const SLACK = 30_000;
/** m; groups of one scan nearer than this would stay in each other's gates: one cloud holds both. */
const TOGETHER = 20_000;

/** Plots of one scan that lie so close together that they may be pieces of one body. */
interface Group {
  readonly scan: RadarScan;
  readonly rows: readonly number[];
  /** ECEF, m. */
  readonly middle: Float64Array;
}

/**
 * Bodies apart by ./radar-tracker.ts, pieces too close to be told apart by plots one at a time by ./cloud/. A cloud is
 * begun where three plots or more lie together in two scans and a body can have moved from one place to the other:
 * ordinary bodies hardly ever lie so in one scan, and then they part. From then on the cloud takes its plots first,
 * those since the first group too. Tracks that had used some of them end, and one of the body that came to pieces.
 */
export class LayeredTracker implements RadarTracker {
  private readonly single: SingleBodyTracker;
  private readonly clouds: CloudTracker[] = [];
  private readonly finder = new PlotGroups();
  private readonly recent: RadarScan[] = [];
  private groups: Group[] = [];
  private readonly crowded: Uint8Array;
  private readonly cloudRows: Uint8Array;
  private readonly frames: Float64Array;

  constructor(
    private readonly radars: readonly TrackingRadar[],
    private readonly table: PlotTable,
    private readonly numbers: () => number,
    private readonly settings: TrackerSettings,
  ) {
    this.single = new SingleBodyTracker(radars, table, numbers, settings);
    this.crowded = new Uint8Array(table.count);
    this.cloudRows = new Uint8Array(table.count);
    this.frames = new Float64Array(radars.length * RADAR_FRAME);
    radars.forEach((r, k) => {
      radarFrame(r.latitude, r.longitude, r.height, this.frames, k * RADAR_FRAME);
    });
  }

  takeScan(scan: RadarScan): void {
    if (!this.single.load(scan)) return;
    for (const cloud of this.clouds) this.keep(cloud.takePlots(scan, this.single.freeRows()));
    this.watch(scan);
    this.single.track(scan);
    this.recent.push(scan);
    if (this.recent.length > MEMORY) this.recent.shift();
  }

  report(time: number, sink: TrackSink): void {
    this.single.report(time, sink);
    for (const cloud of this.clouds) cloud.report(time, sink);
  }

  usedPlots(): ReadonlyMap<number, readonly number[]> {
    const used = new Map(this.single.usedPlots());
    for (const cloud of this.clouds) for (const [track, rows] of cloud.usedPlots()) used.set(track, rows);
    return used;
  }

  refused(): ReadonlyMap<string, number> {
    return this.single.refused();
  }

  private keep(rows: readonly number[]): void {
    for (const row of rows) this.cloudRows[row] = 1;
    this.single.claim(rows);
  }

  /** Looks for groups of plots, and for such as follow one that was seen before. */
  private watch(scan: RadarScan): void {
    this.forgetOld();
    const found = (
      this.single.plots.mayHoldGroup(LEAST_GROUP)
        ? this.finder.find(this.table, scan.first, scan.end, LEAST_GROUP)
        : []
    )
      .filter((rows) => !rows.some((row) => this.cloudRows[row] === 1))
      .map((rows): Group => ({ scan, rows, middle: this.middle(scan, rows) }));
    const seen = [...this.groups, ...found];
    for (const { group, before } of this.nearestFirst(found)) {
      if (this.isTaken(group) || this.isTaken(before)) continue;
      const strangers = seen.filter((other) => isStranger(other, group) && isStranger(other, before));
      this.begin(
        before,
        scan,
        strangers.flatMap((other) => other.rows),
      );
    }
    for (const group of found) {
      if (this.isTaken(group)) continue;
      this.groups.push(group);
      for (const row of group.rows) this.crowded[row] = 1;
    }
    this.single.crowded = this.groups.length > 0 ? this.crowded : null;
  }

  /** Groups found now with those that they may follow: where several may, the shortest way first. */
  private nearestFirst(found: readonly Group[]): { group: Group; before: Group }[] {
    return found
      .flatMap((group) =>
        this.groups
          .filter((before) => this.follows(group, before))
          .map((before) => ({ group, before, moved: distance(group, before) })),
      )
      .sort((a, b) => a.moved - b.moved);
  }

  /** Whether a cloud has taken plots of a group. */
  private isTaken({ rows }: Group): boolean {
    return rows.some((row) => this.cloudRows[row] === 1);
  }

  private forgetOld(): void {
    if (this.groups.length === 0) return;
    const oldest = this.recent[0];
    this.groups = this.groups.filter((group) => {
      if (this.recent.includes(group.scan) && (group.scan !== oldest || this.recent.length < MEMORY))
        return true;
      for (const row of group.rows) this.crowded[row] = 0;
      return false;
    });
  }

  private follows(group: Group, earlier: Group): boolean {
    if (earlier.scan === group.scan) return false;
    const elapsed = group.scan.time - earlier.scan.time;
    return distance(group, earlier) < SLACK + this.settings.fastest * elapsed;
  }

  /**
   * Begins a cloud with a group seen before, and gives it the scans since.
   *
   * @param strangers rows of other groups: while the cloud's velocity is not known its gate holds these too
   */
  private begin(group: Group, now: RadarScan, strangers: readonly number[]): void {
    const others = new Set(strangers);
    const cloud = createCloudTracker(this.radars, this.table, this.numbers);
    this.clouds.push(cloud);
    this.keep(cloud.begin(group.scan, group.rows));
    for (const scan of this.recent.slice(this.recent.indexOf(group.scan) + 1)) {
      const rows: number[] = [];
      for (let row = scan.first; row < scan.end; row++)
        if (this.cloudRows[row] === 0 && !others.has(row)) rows.push(row);
      this.keep(cloud.takePlots(scan, rows));
    }
    const free = this.single.freeRows().filter((row) => !others.has(row));
    this.keep(cloud.takePlots(now, free));
    this.groups = this.groups.filter((other) => !other.rows.some((row) => this.cloudRows[row] === 1));
    this.single.forget(this.cloudRows, group.scan, group.rows);
  }

  /** Mean of the places of plots. */
  private middle(scan: RadarScan, rows: readonly number[]): Float64Array {
    const { table } = this;
    const middle = new Float64Array(3);
    const z = new Float64Array(PLOT);
    const place = new Float64Array(3);
    for (const row of rows) {
      z[0] = table.range[row];
      z[1] = table.azimuth[row];
      z[2] = table.elevation[row];
      plotPosition(this.frames, scan.radar * RADAR_FRAME, z, 0, place, 0);
      for (let i = 0; i < 3; i++) middle[i] += place[i] / rows.length;
    }
    return middle;
  }
}

/** Whether a group of any scan is another cloud's than one that a cloud is begun with, if they were seen at one time. */
function isStranger(other: Group, own: Group): boolean {
  return other !== own && (other.scan !== own.scan || distance(other, own) > TOGETHER);
}

/** m, between the middles of two groups. */
function distance({ middle: a }: Group, { middle: b }: Group): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
