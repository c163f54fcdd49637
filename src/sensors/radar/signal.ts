import type { Radar, RadarTransmitter } from "../../messages/index.js";
import { pulseEnergy, pulseSeconds, pulsesOf } from "./pulse.js";
import { troposphereResidualSigma } from "./troposphere-residual.js";
import { isEclipsed } from "./waveform.js";

const SPEED_OF_LIGHT = 299_792_458;
const BOLTZMANN = 1.380649e-23;

/**
 * The range equation of a matched filter: SNR = P·τ·G²·λ²·σ/((4π)³·k·T·L·R⁴) (Skolnik, Introduction to Radar
 * Systems, 3rd ed., eq. 1.7 with 2.3).
 *
 * @param frequency Hz
 * @returns power ratio of 1 m² at 1 m at boresight, linear
 */
function signalOfUnit(t: RadarTransmitter, frequency: number): number {
  const wavelength = SPEED_OF_LIGHT / frequency;
  const gain = 10 ** (t.gainDb / 10);
  const energy = t.peakPowerKw * t.pulseMilliseconds; // kW·ms = J
  const noise = BOLTZMANN * t.systemTemperatureK * 10 ** (t.lossesDb / 10);
  return (energy * gain * gain * wavelength * wavelength) / ((4 * Math.PI) ** 3 * noise);
}

/**
 * The range equation, calibrated by the radar's reference object:
 * SNR = SNR₀ · (σ/σ₀) · (R₀/R)⁴ · cosⁿ(angle off boresight), n for both ways (Skolnik, Introduction to Radar
 * Systems, 3rd ed., eq. 1.10 and section 9.5), or by its transmitter's own figures where they are given. A radar
 * with a schedule takes the pulse that goes with the range: its energy is in the signal.
 *
 * @param crossSection mean radar cross-section, m²
 * @param range m
 * @param offBoresight rad
 * @param pulse length of the look's pulse, s; absent: the one that goes with the range
 * @returns mean power ratio of one pulse of a look, linear; 0 while the pulse still goes out
 */
export function radarSignalToNoise(
  radar: Radar,
  crossSection: number,
  range: number,
  offBoresight: number,
  pulse = pulseSeconds(radar, range),
): number {
  const cosine = Math.cos(offBoresight);
  if (cosine <= 0) return 0;
  if (pulse > 0 && isEclipsed(radar, range, pulse)) return 0;
  const energy = pulseEnergy(radar, pulse);
  if (radar.transmitter !== undefined) {
    const unit = signalOfUnit(radar.transmitter, radar.frequencyMHz * 1e6);
    return (energy * unit * crossSection * cosine ** radar.scanLossExponent) / range ** 4;
  }
  const { rangeKm, crossSectionM2, signalToNoiseDb } = radar.reference;
  const ratio = (rangeKm * 1000) / range;
  return (
    10 ** (signalToNoiseDb / 10) *
    (crossSection / crossSectionM2) *
    ratio ** 4 *
    cosine ** radar.scanLossExponent *
    energy
  );
}

/** Length of a range cell, ΔR = c/2B, m. */
export function rangeResolution(radar: Radar): number {
  return SPEED_OF_LIGHT / (2e6 * radar.bandwidthMHz);
}

/** Random errors of one plot, 1σ. */
export interface RadarErrors {
  /** m */
  readonly sigmaRange: number;
  /** Of the azimuth itself, not of azimuth · cos elevation, rad. */
  readonly sigmaAzimuth: number;
  /** rad */
  readonly sigmaElevation: number;
}

/**
 * Random errors of a plot: σ_R = ΔR/√(2·SNR) with ΔR = c/2B, σ_angle = θ₃/(1.6·√(2·SNR)) with the beam
 * broadened by 1/cos of the angle off boresight (Barton, Radar System Analysis, 1964; Skolnik ch. 6), each with
 * its floor in quadrature. The broadening is put on both angles. Pulses that are summed count together.
 *
 * @param signalToNoise power ratio of one pulse of the look, linear
 * @param offBoresight rad
 * @param elevation rad
 */
export function radarErrors(
  radar: Radar,
  signalToNoise: number,
  offBoresight: number,
  elevation: number,
): RadarErrors {
  const root = Math.sqrt(2 * signalToNoise * pulsesOf(radar));
  const cell = rangeResolution(radar);
  const beamwidth = (radar.beamwidthDeg * Math.PI) / 180 / Math.cos(offBoresight);
  const angle = Math.hypot(beamwidth / (1.6 * root), radar.errorFloor.angleMilliradians * 1e-3);
  const residual = radar.refraction.residual === true ? troposphereResidualSigma(elevation) : 0;
  return {
    sigmaRange: Math.hypot(cell / root, radar.errorFloor.rangeM),
    sigmaAzimuth: angle / Math.cos(elevation),
    sigmaElevation: residual > 0 ? Math.hypot(angle, residual) : angle,
  };
}
