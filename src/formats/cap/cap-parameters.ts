import type { Warning } from "../../messages/index.js";

/**
 * What CAP has no element for, as named values: level and probability, launch and impact with their uncertainty, and
 * the evidence down to its digests. Units are SI, angles in degrees.
 */
export function capParameters(warning: Warning): [name: string, value: string][] {
  const values: [string, string | number | boolean | undefined][] = [
    ["level", warning.level],
    ["origin", warning.origin],
    ["class", warning.class],
    ["probability", warning.probability],
    ["stale", warning.stale],
    ...launchValues(warning),
    ...impactValues(warning),
  ];
  const stated = values.flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const evidence = warning.evidence.map((e): [string, string] => [
    "evidence",
    `${e.kind} ${e.sensor}: ${e.measurements.length} measurements, sha256 ${e.digest}`,
  ]);
  return [...stated, ...evidence];
}

type Values = [string, string | number | undefined][];

function launchValues({ launch }: Warning): Values {
  if (launch === undefined) return [];
  return [
    ["launchTime", launch.time],
    ["launchTimeSigma", launch.timeSigma],
    ["launchLatitudeDeg", launch.latitudeDeg],
    ["launchLongitudeDeg", launch.longitudeDeg],
    ["launchAzimuthDeg", launch.azimuthDeg],
    ["launchEllipse95SemiMajor", launch.ellipse95.semiMajor],
    ["launchEllipse95SemiMinor", launch.ellipse95.semiMinor],
    ["launchEllipse95AzimuthDeg", launch.ellipse95.azimuthDeg],
  ];
}

function impactValues({ impact }: Warning): Values {
  if (impact === undefined) return [];
  return [
    ["impactTime", impact.time],
    ["impactTimeSigma", impact.timeSigma],
    ["impactLatitudeDeg", impact.latitudeDeg],
    ["impactLongitudeDeg", impact.longitudeDeg],
    ["impactBasis", impact.basis],
    ["impactBallisticCoefficient", impact.ballisticCoefficient],
    ["impactEllipse95SemiMajor", impact.ellipse95?.semiMajor],
    ["impactEllipse95SemiMinor", impact.ellipse95?.semiMinor],
    ["impactEllipse95AzimuthDeg", impact.ellipse95?.azimuthDeg],
  ];
}
