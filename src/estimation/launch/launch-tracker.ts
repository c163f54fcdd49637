import { estimateLaunch } from "./estimate-launch.js";
import type { LaunchProblem, LaunchSolution, SatelliteLook } from "./problem.js";

/**
 * Follows one launch look by look with boost profiles: every answer starts from the one before it, so that the search
 * for place and direction is made once. All looks are kept, for a family may be ruled out by looks long past; the cost
 * of an answer grows with their number.
 */
export class LaunchTracker {
  private readonly looks: SatelliteLook[];
  private plumeEnded: LaunchProblem["plumeEnded"];
  private previous: LaunchSolution | null;
  private current: LaunchSolution | null = null;
  private stale = true;

  /** @param problem its looks are taken as the first ones */
  constructor(private readonly problem: LaunchProblem) {
    this.looks = [...problem.looks];
    this.plumeEnded = problem.plumeEnded;
    this.previous = problem.previous ?? null;
  }

  /** Takes a look, in any order of time. */
  add(look: SatelliteLook): void {
    this.looks.push(look);
    this.stale = true;
  }

  /** Says that the plume has gone out. */
  end(plumeEnded: NonNullable<LaunchProblem["plumeEnded"]>): void {
    this.plumeEnded = plumeEnded;
    this.stale = true;
  }

  /** @returns what the looks so far tell; null where they tell nothing yet */
  solution(): LaunchSolution | null {
    if (this.stale) {
      this.current = estimateLaunch({
        ...this.problem,
        looks: this.looks,
        previous: this.previous,
        ...(this.plumeEnded === undefined ? {} : { plumeEnded: this.plumeEnded }),
      });
      this.previous = this.current ?? this.previous;
      this.stale = false;
    }
    return this.current;
  }
}
