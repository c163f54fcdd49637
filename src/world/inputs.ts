import type { Epoch, Vec3 } from "../astro/index.js";
import type { MeanElements, Measurement, Network, Scenario, Vehicle } from "../messages/index.js";
import type { RecordedScan } from "./scenery/recorded-scan.js";

/** A recorded ascent as plain columns; what the recording does not hold is NaN. */
export interface RecordedAscentTable {
  readonly name: string;
  readonly source: string;
  /** s after lift-off. */
  readonly time: ArrayLike<number>;
  /** Earth-fixed, m/s. */
  readonly speed: ArrayLike<number>;
  /** m. */
  readonly altitude: ArrayLike<number>;
  /** Distance flown over ground as the recording gives it, m. */
  readonly downrange: ArrayLike<number>;
  /** s after lift-off, or null: `meco`, `ses1`, `seco1`, `ses2`, `seco2`, `boostback_start`, `entry_start`… */
  readonly events: Readonly<Record<string, number | null>>;
}

/** Optical pulses that a lightning mapper recorded. */
export interface LightningTable {
  readonly satellitePositionEcef: Vec3;
  /** When the pulses' seconds are 0. */
  readonly start: Epoch;
  readonly pulses: readonly {
    readonly seconds: number;
    readonly lineOfSightEcef: Vec3;
    readonly energy: number;
    readonly flash: string;
    readonly quality: "good" | "degraded";
  }[];
}

export interface CatalogueObject {
  readonly name: string;
  readonly elements: MeanElements;
}

/** All that a simulation needs, as plain tables; the maps are keyed by the file name as the scenario writes it. */
export interface WorldInputs {
  readonly scenario: Scenario;
  readonly network: Network;
  readonly vehicles: ReadonlyMap<string, Vehicle>;
  readonly ascents: ReadonlyMap<string, RecordedAscentTable>;
  readonly catalogues: ReadonlyMap<string, readonly CatalogueObject[]>;
  /** The network's own catalogue: orbits of sensors are looked up in it. */
  readonly networkCatalogue: readonly CatalogueObject[];
  readonly lightning: ReadonlyMap<string, LightningTable>;
  /** Recorded measurements that a scenario plays into the line. */
  readonly tapes?: ReadonlyMap<string, readonly Measurement[]>;
  /** Real scans that stand behind the scenario's scenes, by the objects' ids. */
  readonly scans?: ReadonlyMap<string, RecordedScan>;
  readonly seed: number;
}
