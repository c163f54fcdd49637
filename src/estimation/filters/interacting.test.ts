import { describe, expect, it } from "vitest";
import { geodeticToEcef } from "../../astro/index.js";
import {
  BOOST_STATE,
  boostMotion,
  coastMotion,
  constantVelocity,
  linearMeasurement,
  rangeAzimuthElevation,
} from "../models/index.js";
import { extendedFilter } from "./extended.js";
import { copyGaussian, gaussian } from "./gaussian.js";
import { type InteractingState, interactingFilter } from "./interacting.js";
import { kalmanFilter } from "./kalman.js";
import { unscentedFilter } from "./sigma-point.js";
import { fixedSwitching, markovSwitching } from "./switching.js";

/*
 * A quiet and a lively model of nearly constant velocity over six measurements of position. Rows: mean, covariance (3),
 * weight of the quiet one, ln of the likelihood. By this script (numpy):
 *
 * t=1.; F=np.array([[1,t],[0,1]]); Q=lambda q: q*np.array([[t**3/3,t**2/2],[t**2/2,t]])
 * H=np.array([[1.,0]]); R=np.array([[.25]]); PI=np.array([[.95,.05],[.1,.9]]); q=[.01,4.]
 * x=[np.zeros(2)]*2; P=[np.diag([1.,1.])]*2; w=np.array([.8,.2])
 * for z in [.2,1.1,1.4,4.0,8.5,12.9]:
 *     c=w@PI; M=(PI*w[:,None])/c
 *     mx=[sum(M[i,j]*x[i] for i in (0,1)) for j in (0,1)]
 *     mP=[sum(M[i,j]*(P[i]+np.outer(x[i]-mx[j],x[i]-mx[j])) for i in (0,1)) for j in (0,1)]
 *     L=np.zeros(2); x,P=[0,0],[0,0]
 *     for j in (0,1):
 *         xp,Pp=F@mx[j],F@mP[j]@F.T+Q(q[j]); S=(H@Pp@H.T+R)[0,0]; e=z-xp[0]; K=Pp@H.T/S
 *         x[j]=xp+K[:,0]*e; P[j]=Pp-K@H@Pp; L[j]=np.exp(-e*e/S/2)/np.sqrt(2*np.pi*S)
 *     w=c*L/(c@L); m=w@np.array(x); C=sum(w[j]*(P[j]+np.outer(x[j]-m,x[j]-m)) for j in (0,1))
 *     print([*m,C[0,0],C[0,1],C[1,1],w[0],np.log(c@L)])
 */
const FIGURES = [
  [0.1793200798, 0.1035407578, 0.2241602528, 0.1295224015, 0.9157798089, 0.816724817, -1.380027871],
  [0.9583049232, 0.6049817196, 0.2088439674, 0.1601545428, 0.4684806442, 0.8518522334, -1.387531322],
  [1.426128428, 0.5038114824, 0.191056692, 0.1137896708, 0.2675361263, 0.9030883044, -1.00798029],
  [3.517652229, 1.663531395, 0.254599797, 0.3150772276, 1.199255009, 0.6279109986, -3.240217393],
  [8.365030727, 4.630709414, 0.2368838911, 0.2458414075, 1.830191133, 0.00227691944, -3.241649006],
  [12.90587449, 4.538071077, 0.2341082309, 0.2387956334, 1.636562913, 0.119364354, -1.609908515],
];
const POSITIONS = [0.2, 1.1, 1.4, 4.0, 8.5, 12.9];

const quiet = kalmanFilter(constantVelocity(1, 0.01));
const lively = unscentedFilter(constantVelocity(1, 4));
const position = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(0.25));

function begin(): InteractingState {
  return {
    time: 0,
    weights: Float64Array.of(0.8, 0.2),
    members: [gaussian(0, [0, 0], [1, 1]), gaussian(0, [0, 0], [1, 1])],
  };
}

describe("interacting multiple models", () => {
  it("agree with numpy, members of different kinds", () => {
    const filter = interactingFilter([quiet, lively], fixedSwitching([0.95, 0.05, 0.1, 0.9]));
    const state = begin();
    const out = gaussian(0, [0, 0], [0, 0]);
    for (const [k, z] of POSITIONS.entries()) {
      expect(filter.predict(state, k + 1)).toBe(null);
      const { logLikelihood } = filter.update(state, position, Float64Array.of(z));
      filter.combine(state, out);
      const [p, c, , v] = out.covariance;
      const actual = [...out.mean, p, c, v, state.weights[0], logLikelihood];
      for (const [i, figure] of FIGURES[k].entries()) expect(actual[i] / figure).toBeCloseTo(1, 8);
      expect(out.time).toBe(k + 1);
    }
  });

  it("of one kind are that one filter", () => {
    const filter = interactingFilter([quiet, quiet], markovSwitching([0, 0.1, 0.2, 0]));
    const state = begin();
    const alone = gaussian(0, [0, 0], [1, 1]);
    for (const [k, z] of POSITIONS.entries()) {
      filter.predict(state, k + 1);
      quiet.predict(alone, k + 1);
      const { nis } = filter.update(state, position, Float64Array.of(z));
      expect(nis).toBeCloseTo(quiet.update(alone, position, Float64Array.of(z)).nis, 10);
      for (let i = 0; i < 4; i++) expect(state.members[1].covariance[i]).toBeCloseTo(alone.covariance[i], 12);
      expect(state.members[0].mean[1]).toBeCloseTo(alone.mean[1], 12);
    }
  });

  it("refuse what all members refuse, and are left as they were", () => {
    const filter = interactingFilter([quiet, lively], markovSwitching([0, 0.1, 0.2, 0]));
    const state = begin();
    expect(filter.update(state, position, Float64Array.of(Number.NaN)).refused).toBe("not a number");
    expect(filter.predict(state, -1)).toBe("before the state's time");
    state.members[1].covariance[0] = -1;
    const before = structuredClone(state);
    expect(filter.predict(state, 1)).toBe("not positive definite");
    expect(state).toEqual(before);
    // one alone loses its weight
    expect(filter.update(state, position, Float64Array.of(0)).refused).toBe(null);
    expect([...state.weights]).toEqual([1, 0]);
  });

  it("switch as a Markov process: a step of two is two steps of one", () => {
    const switching = markovSwitching([0, 0.3, 0.1, 0.2, 0, 0, 5, 1, 0]);
    const [one, two] = [new Float64Array(9), new Float64Array(9)];
    switching(1.7, one);
    switching(3.4, two);
    for (let i = 0; i < 3; i++) {
      expect(two[3 * i] + two[3 * i + 1] + two[3 * i + 2]).toBeCloseTo(1, 12);
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += one[3 * i + k] * one[3 * k + j];
        expect(two[3 * i + j]).toBeCloseTo(sum, 12);
      }
    }
    switching(0, one);
    expect([...one]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(() => markovSwitching([0, 1, 1])).toThrow(RangeError);
    expect(() => markovSwitching([0, -1, 1, 0])).toThrow(RangeError);
  });

  it("tell a burn from a coast, states of unequal length, and when the burn ends", () => {
    const site = { latitude: 0.5, longitude: -1, height: 0 };
    const place = geodeticToEcef({ latitude: 0.52, longitude: -1, height: 120e3 });
    const sigma = [20, 3e-4, 3e-4];
    const [coast, boost] = [coastMotion({ acceleration: 1e-3 }), boostMotion({ acceleration: 0.05 })];
    const filter = interactingFilter(
      [extendedFilter(coast), extendedFilter(boost)],
      markovSwitching([0, 1 / 300, 1 / 60, 0]),
    );
    const truth = Float64Array.of(...place, 300, 1800, 1900, 30, 0.008);
    const variances = [1e4, 1e4, 1e4, 1e4, 1e4, 1e4];
    const state: InteractingState = {
      time: 0,
      weights: Float64Array.of(0.5, 0.5),
      members: [
        gaussian(0, truth.subarray(0, 6), variances),
        gaussian(0, [...truth.subarray(0, 6), 25, 0.006], [...variances, 100, 1e-5]),
      ],
    };
    const model = rangeAzimuthElevation(site, { sigma });
    const z = new Float64Array(3);
    for (let t = 1; t <= 60; t++) {
      if (t <= 30) boost.move(truth, 1);
      else {
        const ahead = truth.slice(0, 6);
        coast.move(ahead, 1);
        truth.set(ahead);
      }
      model.measure(truth, z);
      expect(filter.predict(state, t)).toBe(null);
      expect(filter.update(state, model, z).refused).toBe(null);
      if (t === 30) {
        expect(state.weights[1]).toBeGreaterThan(0.95);
        expect(Math.abs(state.members[1].mean[BOOST_STATE.thrust] - truth[BOOST_STATE.thrust])).toBeLessThan(
          3,
        );
      }
    }
    expect(state.weights[0]).toBeGreaterThan(0.95);
    const out = copyGaussian(state.members[0]);
    filter.combine(state, out);
    expect(Math.hypot(...[0, 1, 2].map((i) => out.mean[i] - truth[i]))).toBeLessThan(60);
  });
});
