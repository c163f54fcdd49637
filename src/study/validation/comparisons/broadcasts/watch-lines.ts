import { surfaceDistance } from "../../../../astro/index.js";
import type { EventUpdate, Network, Warning } from "../../../../messages/index.js";
import type { RecordedAscentTable } from "../../../../world/index.js";
import type { ValidationContext, ValidationLine } from "../../comparison.js";
import { launchNetwork } from "./launch-network.js";
import { type ReplaySite, type WatchedLaunch, watchLaunch } from "./watch-launch.js";

const DEGREE = Math.PI / 180;
/** An impact foretold beyond this is none of a flight that broke up near its site, m. */
const FAR = 500e3;
/**
 * Two satellites like these know a height to some 2 km: three times that above the 16 km that aircraft reach. They must have
 * seen three looks of it and have heard of them, s.
 */
const HIGH = 22e3;
const HIGH_SECONDS = 20;
const SEED = 1;

/** What is known of a recorded launch when it is put before the watch. */
export type LaunchFate = "reached orbit" | "broke up" | "fell back";

type Head = Pick<ValidationLine, "recording" | "with">;

const INDEPENDENCE =
  "the flight is as recorded; who sees it is simulated: two infrared satellites and a radar with their noise, at a site of such launches";

/**
 * Lines on what the watch says of a recorded launch.
 *
 * @param words before each comparison's name
 * @param fate what became of it, as is publicly known or as the whole record shows
 */
export async function* watchLines(
  table: RecordedAscentTable,
  site: ReplaySite,
  fate: LaunchFate,
  base: Network,
  context: ValidationContext,
  head: Head & { readonly words: string },
): AsyncGenerator<ValidationLine> {
  const { words, ...shared } = head;
  const network = launchNetwork(base, site);
  const options = { site, goesOn: fate === "reached orbit", seed: SEED };
  const seen = await watchLaunch(table, network, options, (done) =>
    context.progress(`${head.recording} before the watch`, done),
  );
  const grave = seen.warnings.filter(isGrave);
  const common = { ...shared, independence: INDEPENDENCE };
  yield {
    ...common,
    comparison: `${words}confirmed warnings by the watch`,
    truth:
      fate === "reached orbit"
        ? "a launch to orbit"
        : fate === "broke up"
          ? "it broke up on the way"
          : "a test flight that came down on purpose",
    figure: grave.length,
    unit: "1",
    ...(fate === "fell back" ? { reason: "it does fall back: nothing is claimed" } : { atMost: 0 }),
    beside: besides(seen),
  };
  if (fate === "reached orbit") {
    const launch = mainEvent(seen.events);
    yield {
      ...common,
      comparison: `${words}called a space launch by the watch`,
      truth: "a launch to orbit",
      figure: launch?.class === "space-launch" ? 1 : 0,
      unit: "1",
      atLeast: 1,
      ...(launch?.class !== "space-launch" && {
        reason: `it was called ${launch?.class ?? "nothing at all"}`,
      }),
    };
  }
  if (fate === "broke up") {
    const called = mainEvent(seen.events)?.class ?? "nothing at all";
    const noticed = seen.warnings.some(({ launch }) => launch !== undefined);
    const due = mustBeTold(table);
    const reason = due
      ? `it was called ${called}`
      : "no mark: it was too low, or too high for too short, to be told from an aircraft for certain";
    yield {
      ...common,
      comparison: `${words}a launch was given notice of by the watch`,
      truth: "it was launched",
      figure: noticed ? 1 : 0,
      unit: "1",
      ...(due && { atLeast: 1 }),
      ...((!due || !noticed) && { reason }),
    };
    yield {
      ...common,
      comparison: `${words}impacts farther than ${FAR / 1000} km foretold by the watch`,
      truth: "it broke up on the way",
      figure: farImpacts(seen, site),
      unit: "1",
      atMost: 0,
    };
  }
}

/** Whether a flight that broke up burned so high for so long that whoever saw it had to tell it from an aircraft. */
function mustBeTold({ time, altitude, speed }: RecordedAscentTable): boolean {
  const high = Array.from(altitude).findIndex((h) => h >= HIGH);
  const fastest = Array.from(speed).reduce((best, v, k) => (v > speed[best]! ? k : best), 0);
  return high >= 0 && time[fastest]! - time[high]! >= HIGH_SECONDS;
}

const isGrave = ({ level, msgType }: Warning): boolean =>
  msgType !== "Cancel" && (level === "confirmed" || level === "public");

/** The event that the launch itself is: the first that has no parent, a launch before anything else. */
function mainEvent(events: readonly EventUpdate[]): EventUpdate | undefined {
  const own = events.filter(({ parent }) => parent === undefined);
  return own.find((e) => e.confirmed && e.class !== "falling-stage") ?? own[0];
}

function besides({ events, warnings, measurements }: WatchedLaunch) {
  const classes = new Map<string, number>();
  for (const event of events) classes.set(event.class, (classes.get(event.class) ?? 0) + 1);
  return [
    { name: "measurements", value: measurements, unit: "1" },
    { name: "messages", value: warnings.length, unit: "1" },
    ...[...classes].map(([name, value]) => ({ name: `events called ${name}`, value, unit: "1" })),
  ];
}

function farImpacts({ events, warnings }: WatchedLaunch, { latitudeDeg, longitudeDeg }: ReplaySite): number {
  const site = { latitude: latitudeDeg * DEGREE, longitude: longitudeDeg * DEGREE, height: 0 };
  return [...events, ...warnings].filter(({ impact }) => {
    if (impact === undefined) return false;
    const there = {
      latitude: impact.latitudeDeg * DEGREE,
      longitude: impact.longitudeDeg * DEGREE,
      height: 0,
    };
    return surfaceDistance(site, there) > FAR;
  }).length;
}
