/** Writes modes × modes probabilities by rows, from row to column, for a step of `dt` seconds. */
export type ModeSwitching = (dt: number, out: Float64Array) => void;

/**
 * Modes that switch as a Markov process in continuous time, so that steps may be of any length: exp(Λ·dt).
 *
 * @param rates modes × modes by rows, 1/s, from row to column; the diagonal is not read
 * @throws RangeError where a rate is negative or the numbers don't form a square
 */
export function markovSwitching(rates: readonly number[]): ModeSwitching {
  const modes = Math.round(Math.sqrt(rates.length));
  if (modes * modes !== rates.length) throw new RangeError(`${rates.length} switching rates form no square`);
  const generator = Float64Array.from(rates);
  let fastest = 0;
  for (let i = 0; i < modes; i++) {
    let out = 0;
    for (let j = 0; j < modes; j++) {
      if (i === j) continue;
      if (!(generator[i * modes + j] >= 0))
        throw new RangeError(`switching rate ${rates[i * modes + j]} is negative`);
      out += generator[i * modes + j];
    }
    generator[i * (modes + 1)] = -out;
    fastest = Math.max(fastest, out);
  }
  const part = new Float64Array(modes * modes);
  const term = new Float64Array(modes * modes);
  const next = new Float64Array(modes * modes);
  return (dt, out) => {
    // scaling and squaring with Taylor's series: Moler and Van Loan (2003), method 3
    const squarings = Math.max(0, Math.ceil(Math.log2(Math.max(fastest * dt, 1e-300) / 0.1)));
    const h = dt / 2 ** squarings;
    part.fill(0);
    for (let i = 0; i < modes; i++) part[i * (modes + 1)] = 1;
    term.set(part);
    for (let order = 1; order <= 10; order++) {
      product(modes, term, generator, next);
      for (let k = 0; k < next.length; k++) {
        term[k] = (next[k] * h) / order;
        part[k] += term[k];
      }
    }
    for (let s = 0; s < squarings; s++) {
      product(modes, part, part, next);
      part.set(next);
    }
    out.set(part);
  };
}

/** Modes that switch with the same probabilities at every step, however long. */
export function fixedSwitching(probabilities: readonly number[]): ModeSwitching {
  return (_dt, out) => out.set(probabilities);
}

function product(n: number, a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      out[i * n + j] = sum;
    }
}
