import type { Epoch } from "../../astro/index.js";
import type { RejectedRecord } from "../record-error.js";

/** The orbit of one satellite as a file gives it: rows by rising time. */
export interface PreciseOrbit {
  /** As in the file: a letter for the system and two digits (`G05`, `L51`), or other signs. */
  readonly satellite: string;
  /** TAI seconds after the file's start. */
  readonly seconds: Float64Array;
  /** Earth-fixed, m; three numbers a row. */
  readonly positions: Float64Array;
  /** Relative to the turning Earth, m/s; three numbers a row, NaN where the file has none. Null where it has none at all. */
  readonly velocities: Float64Array | null;
  /** 1 where the file says that the satellite manoeuvres between the row before and this one. */
  readonly manoeuvre: Uint8Array;
  /** 1 where the position is a prediction. */
  readonly predicted: Uint8Array;
}

/** Precise orbits of one file (SP3). */
export interface PreciseOrbitFile {
  readonly version: "a" | "b" | "c" | "d";
  readonly start: Epoch;
  /** As the file names it: `GPS`, `UTC`, `TAI`… All times are TAI here. */
  readonly timeSystem: string;
  /** As the file names it: `IGS14`, `ITRF`… All of these are Earth-fixed. */
  readonly coordinateSystem: string;
  readonly agency: string;
  readonly satellites: readonly PreciseOrbit[];
  /** False where the file's last line isn't the one that ends it: it may have been cut off. */
  readonly complete: boolean;
  readonly rejected: readonly RejectedRecord[];
}
