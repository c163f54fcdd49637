import { poissonAt, type RandomStream, randomStream, uniformAt } from "../../../astro/index.js";
import type { BackgroundRatesObject } from "../../../messages/index.js";
import { backgroundFigures } from "../../../sensors/index.js";
import type { Body } from "../../body.js";
import { logNormalAt } from "../../draws.js";
import type { Setting } from "../../setting.js";
import { afterburnerBody } from "./afterburner.js";
import { bolideBody } from "./bolide.js";
import { betweenAt, placeAt, shareOfEarth } from "./draws.js";
import { bolidesPerDay, drawnBolide } from "./fireballs.js";
import { fireBody, gasFlareBody, volcanoBody } from "./hot-ground.js";

const DAY = 86_400;
const HOUR = 3600;
/** What began longer than this before the run is taken to be over, s. */
const LONGEST = 10 * DAY;

/**
 * The instants of a Poisson process: their number is Poisson, each is uniform over the span.
 *
 * @param rate 1/s
 * @param from s
 * @param to s
 */
export function poissonInstants(stream: RandomStream, rate: number, from: number, to: number): number[] {
  const count = poissonAt(stream, 0, rate * (to - from));
  return Array.from({ length: count }, (_, k) => from + (to - from) * uniformAt(stream, k + 1)).sort(
    (a, b) => a - b,
  );
}

/** All bodies of a run that a scenario only gives the rates of: each drawn by its kind and number. */
export function rateBodies(setting: Setting, object: BackgroundRatesObject): Body[] {
  return [
    ...bolides(setting, object),
    ...fires(setting, object),
    ...eruptions(setting, object),
    ...gasFlares(setting, object),
    ...afterburners(setting, object),
  ];
}

function instants(
  setting: Setting,
  object: BackgroundRatesObject,
  kind: string,
  perDay: number,
  before: number,
): number[] {
  const stream = randomStream(setting.inputs.seed, "background rates", object.id, kind);
  return poissonInstants(stream, perDay / DAY, -before, setting.duration);
}

function bolides(setting: Setting, object: BackgroundRatesObject): Body[] {
  const { region, smallestBolide } = object;
  const perDay =
    object.bolides === "listed" ? bolidesPerDay(smallestBolide) * shareOfEarth(region) : object.bolides;
  return instants(setting, object, "bolides", perDay, 0).map((time, k) =>
    bolideBody(
      setting,
      drawnBolide(setting.inputs.seed, `${object.id}/bolide-${k + 1}`, time, smallestBolide, region),
    ),
  );
}

/** Of what began before the run, only what still burns is there. */
function burning(
  setting: Setting,
  object: BackgroundRatesObject,
  kind: "fire" | "volcano",
  perDay: number,
  hours: { readonly median: number; readonly factor: number },
) {
  return instants(setting, object, kind, perDay, LONGEST)
    .map((begun, k) => {
      const id = `${object.id}/${kind}-${k + 1}`;
      const stream = randomStream(setting.inputs.seed, "background rates", id);
      return { id, stream, begun, ends: begun + Math.min(LONGEST, HOUR * logNormalAt(stream, 0, hours)) };
    })
    .filter(({ ends }) => ends > 0)
    .map(({ id, stream, begun, ends }) => {
      const time = Math.max(0, begun);
      return {
        stream,
        common: { id, time, durationSeconds: ends - time, ...placeAt(stream, 10, object.region) },
      };
    });
}

function fires(setting: Setting, object: BackgroundRatesObject): Body[] {
  const figures = backgroundFigures().fire;
  return burning(setting, object, "fire", object.fires, figures.hours).map(({ stream, common }) =>
    fireBody(setting, {
      ...common,
      kind: "fire",
      radiantIntensity: 1, // follows from area and temperature
      areaM2: logNormalAt(stream, 1, figures.areaM2),
      temperatureK: betweenAt(stream, 2, figures.temperatureK),
    }),
  );
}

function eruptions(setting: Setting, object: BackgroundRatesObject): Body[] {
  const figures = backgroundFigures().eruption;
  return burning(setting, object, "volcano", object.eruptions, figures.hours).map(({ stream, common }) =>
    volcanoBody(setting, {
      ...common,
      kind: "volcano",
      heightM: 1000,
      areaM2: logNormalAt(stream, 1, figures.areaM2),
      temperatureK: betweenAt(stream, 2, figures.temperatureK),
      pulseDepth: figures.pulseDepth,
      pulseSeconds: HOUR * betweenAt(stream, 3, figures.pulseHours),
    }),
  );
}

function gasFlares(setting: Setting, object: BackgroundRatesObject): Body[] {
  const figures = backgroundFigures().gasFlare;
  return Array.from({ length: object.gasFlares }, (_, k) => {
    const id = `${object.id}/gas-flare-${k + 1}`;
    const stream = randomStream(setting.inputs.seed, "background rates", id);
    return gasFlareBody(setting, {
      id,
      kind: "gas-flare",
      ...placeAt(stream, 10, object.region),
      areaM2: logNormalAt(stream, 1, figures.areaM2),
      temperatureK: betweenAt(stream, 2, figures.temperatureK),
      flickerDepth: figures.flickerDepth,
      flickerSeconds: figures.flickerSeconds,
    });
  });
}

function afterburners(setting: Setting, object: BackgroundRatesObject): Body[] {
  const figures = backgroundFigures().afterburner;
  return instants(setting, object, "afterburners", object.afterburners, 0).map((time, k) => {
    const id = `${object.id}/afterburner-${k + 1}`;
    const stream = randomStream(setting.inputs.seed, "background rates", id);
    return afterburnerBody(setting, {
      id,
      kind: "afterburner",
      time,
      ...placeAt(stream, 10, object.region),
      altitudeKm: betweenAt(stream, 1, figures.altitudeKm),
      azimuthDeg: 360 * uniformAt(stream, 2),
      speed: betweenAt(stream, 3, figures.speed),
      durationSeconds: betweenAt(stream, 4, figures.seconds),
      radiantIntensity: logNormalAt(stream, 5, figures.radiantIntensity),
      midWaveRatio: figures.midWaveRatio,
      legSeconds: betweenAt(stream, 6, figures.legSeconds),
      turnDeg: betweenAt(stream, 7, figures.turnDeg),
      turnDegPerSecond: figures.turnDegPerSecond,
    });
  });
}
