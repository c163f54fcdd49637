/** Air at a site, as light's delay needs it. */
export interface SurfaceAir {
  /** Pa */
  readonly pressure: number;
  /** K */
  readonly temperature: number;
  /** Relative, 0 to 1. */
  readonly humidity: number;
}

const ZERO_CELSIUS = 273.15;

/**
 * Pressure of the water vapour over a site, Pa: saturation and enhancement of Giacomo (1982) as revised by Davis (1992).
 * Source: IERS Conventions (2010), section 9.1.1.
 */
export function waterVapourPressure({ pressure, temperature, humidity }: SurfaceAir): number {
  const celsius = temperature - ZERO_CELSIUS;
  const enhancement = 1.00062 + 3.14e-8 * pressure + 5.6e-7 * celsius * celsius;
  const saturation = Math.exp(
    1.2378847e-5 * temperature * temperature -
      1.9121316e-2 * temperature +
      33.93711047 -
      6343.1645 / temperature,
  );
  return humidity * enhancement * saturation;
}

/** What dry air of 375 ppm carbon dioxide is worth against 450 ppm. */
const CARBON_DIOXIDE = 1 + 0.534e-6 * (375 - 450);

/**
 * Delay of laser light from a site straight up, m (one way): closed form of Mendes and Pavlis, "High-accuracy zenith delay
 * prediction at optical wavelengths", Geophys. Res. Lett. 31 (2004); IERS Conventions (2010), equations 9.3 to 9.8. Good to
 * under 1 cm from 0.355 to 1.064 µm.
 *
 * @param vapourPressure of water, Pa
 * @param latitude geodetic, rad
 * @param height above the ellipsoid, m
 * @param wavelength m
 * @returns the share of dry air and that of water vapour
 */
export function zenithOpticalDelay(
  pressure: number,
  vapourPressure: number,
  latitude: number,
  height: number,
  wavelength: number,
): { readonly hydrostatic: number; readonly wet: number } {
  const s = (1e-6 / wavelength) ** 2;
  const dry =
    0.01 *
    CARBON_DIOXIDE *
    ((19990.975 * (238.0185 + s)) / (238.0185 - s) ** 2 + (579.55174 * (57.362 + s)) / (57.362 - s) ** 2);
  const wet = 0.003101 * (295.235 + (3 * 2.6422 + (5 * -0.03238 + 7 * 0.004028 * s) * s) * s);
  const weight = 1 - 0.00266 * Math.cos(2 * latitude) - 0.00000028 * height;
  return {
    hydrostatic: (0.00002416579 * dry * pressure) / weight,
    wet: (1e-6 * (5.316 * wet - 3.759 * dry) * vapourPressure) / weight,
  };
}

/** For each of the three coefficients: constant, with temperature (1/°C), with cos latitude, with height (1/m). */
const MAPPING: readonly (readonly [number, number, number, number])[] = [
  [12100.8e-7, 1729.5e-9, 319.1e-7, -1847.8e-11],
  [30496.5e-7, 234.6e-8, -103.5e-6, -185.6e-10],
  [6877.7e-5, 197.2e-7, -345.8e-5, 106.0e-9],
];

/**
 * How many times the delay straight up light is delayed at an elevation: FCULa of Mendes, Prates, Pavlis, Pavlis and
 * Langley, "Improved mapping functions for atmospheric refraction correction in SLR", Geophys. Res. Lett. 29 (2002); IERS
 * Conventions (2010), equations 9.9 and 9.10, table 9.1. Good to millimetres above 10°, and made for 3° and more.
 *
 * @param elevation true (in vacuum), rad
 * @param temperature at the site, K
 */
export function opticalMapping(
  elevation: number,
  temperature: number,
  latitude: number,
  height: number,
): number {
  const [a, b, c] = MAPPING.map(
    (m) => m[0] + m[1] * (temperature - ZERO_CELSIUS) + m[2] * Math.cos(latitude) + m[3] * height,
  ) as [number, number, number];
  const sine = Math.sin(elevation);
  return (1 + a / (1 + b / (1 + c))) / (sine + a / (sine + b / (sine + c)));
}

/**
 * By how much the air lengthens the way of laser light from a site to a target beyond it, m, one way.
 *
 * @param air at the site
 * @param site geodetic latitude, rad, and height, m
 * @param elevation true (in vacuum), rad
 * @param wavelength m
 */
export function opticalDelay(
  air: SurfaceAir,
  site: { readonly latitude: number; readonly height: number },
  elevation: number,
  wavelength: number,
): number {
  const { latitude, height } = site;
  const zenith = zenithOpticalDelay(air.pressure, waterVapourPressure(air), latitude, height, wavelength);
  return (zenith.hydrostatic + zenith.wet) * opticalMapping(elevation, air.temperature, latitude, height);
}
