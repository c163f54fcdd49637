import { expect, it } from "vitest";
import type { Vec3 } from "../vector.js";
import { eme2000ToGcrf } from "./eme2000.js";

// the matrix of frame bias from GCRF to EME2000 by ERFA (t_erfa_c.c, t_bp00); ours is its inverse
const BIAS = [
  [0.9999999999999942, -7.07827974419e-8, 8.05621714698e-8],
  [7.07827947786e-8, 0.999999999999997, 3.30604145422e-8],
  [-8.056217381e-8, -3.30604088398e-8, 0.9999999999999962],
] as const;

it("undoes the frame bias of ERFA to a tenth of a millimetre at the geostationary orbit", () => {
  const place: Vec3 = [-3.1e7, 2.4e7, 1.3e7];
  const mean = BIAS.map(([a, b, c]) => a * place[0] + b * place[1] + c * place[2]) as unknown as Vec3;
  const back = eme2000ToGcrf(mean);
  for (let i = 0; i < 3; i++) expect(Math.abs(back[i]! - place[i]!)).toBeLessThan(1e-4);
  expect(Math.hypot(...back.map((c, i) => c - mean[i]!))).toBeGreaterThan(2);
});
