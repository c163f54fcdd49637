import { describe, expect, it } from "vitest";
import { signedAngle } from "../../astro/index.js";
import { constantVelocity } from "../models/index.js";
import { extendedFilter, iteratedFilter } from "./extended.js";
import { gaussian, rootGaussian, squareGaussian } from "./gaussian.js";
import type { Filter, Gaussian, MeasurementModel, RootGaussian } from "./model.js";
import { cubatureFilter, unscentedFilter } from "./sigma-point.js";
import { squareRootExtendedFilter } from "./square-root-extended.js";
import { squareRootCubatureFilter, squareRootUnscentedFilter } from "./square-root-sigma-point.js";

/*
 * Two steps of nearly constant velocity seen by range and bearing, over the cut of the bearing. The figures are of this
 * script (numpy, scipy), which shares nothing with the filters but their definitions; the iterated one is a least-squares
 * fit there:
 *
 * import numpy as np
 * from scipy.optimize import least_squares
 * F=lambda t: np.block([[np.eye(2),t*np.eye(2)],[np.zeros((2,2)),np.eye(2)]])
 * Q=lambda t: .5*np.block([[t**3/3*np.eye(2),t**2/2*np.eye(2)],[t**2/2*np.eye(2),t*np.eye(2)]])
 * h=lambda x: np.array([np.hypot(x[0],x[1]),np.arctan2(x[1],x[0])])
 * def H(x):
 *     r2=x[0]**2+x[1]**2; r=r2**.5
 *     return np.array([[x[0]/r,x[1]/r,0,0],[-x[1]/r2,x[0]/r2,0,0]])
 * R=np.diag([.04,.01]); wrap=lambda d: np.array([d[0],np.angle(np.exp(1j*d[1]))])
 * x0=np.array([-10.,.5,2,-1]); P0=np.diag([4.,4,1,1]); Z=[(1.,np.array([8.3,3.0])),(2.5,np.array([5.4,-3.05]))]
 * def points(x,P,rule):
 *     n=4; L=np.linalg.cholesky(P)
 *     if rule=='ukf': s=np.sqrt(5.); w=np.r_[1/5.,np.full(8,.1)]; d=np.c_[np.zeros(4),s*L,-s*L]
 *     if rule=='ckf': s=2.; w=np.full(8,1/8.); d=np.c_[s*L,-s*L]
 *     return x[:,None]+d,w
 * def run(kind):
 *     x,P,t=x0,P0,0.
 *     for tk,z in Z:
 *         dt=tk-t;t=tk
 *         if kind in('ekf','iekf'): x,P=F(dt)@x,F(dt)@P@F(dt).T+Q(dt)
 *         else:
 *             X,w=points(x,P,kind); X=F(dt)@X; x=X@w; P=(w*(X-x[:,None]))@(X-x[:,None]).T+Q(dt)
 *         if kind in('ekf','iekf'):
 *             e=wrap(z-h(x)); S=H(x)@P@H(x).T+R
 *             y=x
 *             if kind=='iekf':
 *                 Lp,Lr=np.linalg.inv(np.linalg.cholesky(P)),np.diag(np.diag(R)**-.5)
 *                 y=least_squares(lambda q: np.r_[Lp@(q-x),Lr@wrap(z-h(q))],x,xtol=1e-15,ftol=1e-15,gtol=1e-15).x
 *             P1=np.linalg.inv(np.linalg.inv(P)+H(y).T@np.linalg.inv(R)@H(y))
 *             x=y if kind=='iekf' else x+P@H(x).T@np.linalg.solve(S,e)
 *             P=P1
 *         else:
 *             X,w=points(x,P,kind); D=np.array([wrap(h(c)-h(X[:,0])) for c in X.T]).T; m=D@w; D=D-m[:,None]
 *             S=(w*D)@D.T+R; C=(w*(X-x[:,None]))@D.T; e=wrap(z-h(X[:,0]))-m
 *             x=x+C@np.linalg.solve(S,e); P=P-C@np.linalg.solve(S,C.T)
 *         ll=-.5*(e@np.linalg.solve(S,e)+np.log(np.linalg.det(2*np.pi*S)))
 *     return np.r_[x,np.diag(P),P[0,3],ll]
 * for k in('ekf','iekf','ukf','ckf'): print(k,[float('%.10g'%v) for v in run(k)])
 */
const FIGURES = {
  ekf: [
    -5.397476621, -0.4735404827, 1.984961844, -0.9048424272, 0.03954308087, 0.2834049699, 0.28162424,
    0.5763942034, -0.0009162502217, -1.529068682,
  ],
  iekf: [
    -5.379301159, -0.4624548372, 1.911139751, -0.9220415868, 0.04121735246, 0.2714296518, 0.285235742,
    0.579857591, -0.01220110159, -1.57154522,
  ],
  ukf: [
    -5.045119627, -0.6044998524, 2.004176673, -1.063711345, 0.5307204233, 0.3817593839, 0.6171386522,
    0.642057383, 0.006350974363, -1.630236782,
  ],
  ckf: [
    -5.031927619, -0.5312435646, 2.011432089, -1.009705936, 0.4312114236, 0.3442228375, 0.558904542,
    0.6233790239, 0.0109296469, -1.608026979,
  ],
} as const;

const motion = constantVelocity(2, 0.5);

const rangeAndBearing: MeasurementModel = {
  states: 4,
  dimension: 2,
  noise: Float64Array.of(0.04, 0, 0, 0.01),
  measure(x, out) {
    out[0] = Math.hypot(x[0], x[1]);
    out[1] = Math.atan2(x[1], x[0]);
  },
  jacobian(x, out) {
    const r = Math.hypot(x[0], x[1]);
    out.set([x[0] / r, x[1] / r, 0, 0, -x[1] / r ** 2, x[0] / r ** 2, 0, 0]);
  },
  innovate(measured, predicted, out) {
    out[0] = measured[0] - predicted[0];
    out[1] = signedAngle(measured[1] - predicted[1]);
  },
};

const PLOTS = [
  [1, 8.3, 3.0],
  [2.5, 5.4, -3.05],
] as const;

function run<S>(filter: Filter<S>, state: S): number {
  let last = 0;
  for (const [time, ...z] of PLOTS) {
    expect(filter.predict(state, time)).toBe(null);
    last = filter.update(state, rangeAndBearing, Float64Array.from(z)).logLikelihood;
  }
  return last;
}

function begin(): Gaussian {
  return gaussian(0, [-10, 0.5, 2, -1], [4, 4, 1, 1]);
}

function expectFigures(g: Gaussian, logLikelihood: number, figures: readonly number[], digits: number): void {
  const p = g.covariance;
  const actual = [...g.mean, p[0], p[5], p[10], p[15], p[3], logLikelihood];
  for (const [k, figure] of figures.entries()) expect(actual[k] / figure).toBeCloseTo(1, digits);
}

describe("two steps agree with numpy:", () => {
  const plain: readonly (readonly [keyof typeof FIGURES, Filter, number])[] = [
    ["ekf", extendedFilter(motion), 8],
    // the fit there ends at seven digits
    ["iekf", iteratedFilter(motion, { most: 100, settled: 1e-9 }), 4],
    ["ukf", unscentedFilter(motion, { kappa: 1 }), 8],
    ["ckf", cubatureFilter(motion), 8],
  ];
  for (const [name, filter, digits] of plain)
    it(name, () => {
      const g = begin();
      expectFigures(g, run(filter, g), FIGURES[name], digits);
    });

  const roots: readonly (readonly [keyof typeof FIGURES, Filter<RootGaussian>])[] = [
    ["ekf", squareRootExtendedFilter(motion)],
    ["ekf", squareRootExtendedFilter(motion, { update: "Carlson" })],
    ["ukf", squareRootUnscentedFilter(motion, { kappa: 1 })],
    ["ckf", squareRootCubatureFilter(motion)],
  ];
  for (const [k, [name, filter]] of roots.entries())
    it(`${name}, square-root form ${k}`, () => {
      const s = rootGaussian(begin());
      const logLikelihood = run(filter, s);
      const g = begin();
      squareGaussian(s, g);
      expectFigures(g, logLikelihood, FIGURES[name], 8);
    });
});
