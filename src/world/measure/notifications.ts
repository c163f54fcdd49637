import type { LaunchNotification, NotificationObject } from "../../messages/index.js";
import { type Setting, scenarioSeconds, utcAt } from "../setting.js";

/** A notice of a launch, as the watch receives it. */
export function notification(
  setting: Setting,
  object: NotificationObject,
  number: number,
): LaunchNotification {
  const utc = (time: string | number) => utcAt(setting, scenarioSeconds(setting, time));
  const { source, latitudeDeg, longitudeDeg, radiusKm, azimuthDeg } = object;
  return {
    type: "launch-notification",
    id: `notification/${number}`,
    origin: setting.inputs.scenario.origin,
    time: utc(object.time),
    source,
    class: object.class,
    windowStart: utc(object.windowStart),
    windowEnd: utc(object.windowEnd),
    latitudeDeg,
    longitudeDeg,
    radiusKm,
    ...(azimuthDeg === undefined ? {} : { azimuthDeg }),
  };
}
