import { type Epoch, epochFromUtc } from "../../astro/index.js";
import type { FrameHeader, FrontEndBlock } from "../../messages/index.js";
import { type Background, makeBackground } from "./background.js";
import { makeReferenceTest, type ReferenceTest } from "./cfar/reference.js";
import { makeTiles, type NoiseTiles } from "./noise-tiles.js";
import { makePointFit, type PointFit } from "./point-fit.js";
import { independentStride, type MatchedFilter, matchedFilter } from "./point-spread.js";
import { makeRegistration, type Registration } from "./registration.js";
import { type Candidates, makeCandidates } from "./scan.js";
import { makeTracker, type Tracker } from "./track-before-detect/tracker.js";
import { makeVariation, type Variation } from "./variation.js";

/** Why something bright is not handed on. */
export type NotHandedOn = "upset" | "merged" | "overflow";

/** Everything that a front end keeps from frame to frame. Its size is fixed when it is made. */
export interface FrontEndState {
  readonly header: FrameHeader;
  readonly options: FrontEndBlock;
  readonly start: Epoch;
  /** Angle of a pixel, rad. */
  readonly pixel: number;
  readonly filter: MatchedFilter;
  readonly background: Background;
  readonly tiles: NoiseTiles;
  readonly variation: Variation;
  readonly registration: Registration;
  readonly candidates: Candidates;
  readonly test: ReferenceTest;
  readonly fit: PointFit;
  /** Cells of the present frame that exceed the threshold; the first `exceedingCount` are of this frame. */
  readonly exceeding: Int32Array;
  exceedingCount: number;
  readonly tracker: Tracker | null;
  /** Frames taken since the background was begun. */
  frames: number;
}

export function makeState(header: FrameHeader, options: FrontEndBlock): FrontEndState {
  const { rows, columns, pointSpreadPixels } = header;
  const candidates = makeCandidates(rows, columns);
  return {
    header,
    options,
    start: epochFromUtc(header.start),
    pixel: header.pixelMicroradians * 1e-6,
    filter: matchedFilter(pointSpreadPixels),
    background: makeBackground(rows, columns),
    tiles: makeTiles(rows, columns),
    variation: makeVariation(rows, columns),
    registration: makeRegistration(),
    candidates,
    test: makeReferenceTest(options, independentStride(pointSpreadPixels)),
    fit: makePointFit(),
    exceeding: new Int32Array(candidates.cells.length),
    exceedingCount: 0,
    tracker: options.trackBeforeDetect === undefined ? null : makeTracker(header, options.trackBeforeDetect),
    frames: 0,
  };
}
