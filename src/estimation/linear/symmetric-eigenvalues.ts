/**
 * Eigenvalues of a symmetric 3 × 3 matrix in rising order, in closed form. Source: Smith, "Eigenvalues of a symmetric 3 × 3
 * matrix", Comm. ACM 4 (1961).
 *
 * @param a nine numbers, by rows
 */
export function symmetricEigenvalues(a: ArrayLike<number>): [number, number, number] {
  const off = a[1]! ** 2 + a[2]! ** 2 + a[5]! ** 2;
  const q = (a[0]! + a[4]! + a[8]!) / 3;
  const spread = (a[0]! - q) ** 2 + (a[4]! - q) ** 2 + (a[8]! - q) ** 2 + 2 * off;
  const p = Math.sqrt(spread / 6);
  if (!(p > 0)) return [q, q, q];
  const [x, y, z] = [(a[0]! - q) / p, (a[4]! - q) / p, (a[8]! - q) / p];
  const [b, c, d] = [a[1]! / p, a[2]! / p, a[5]! / p];
  const half = (x * (y * z - d * d) - b * (b * z - d * c) + c * (b * d - y * c)) / 2;
  const angle = Math.acos(Math.min(1, Math.max(-1, half))) / 3;
  const largest = q + 2 * p * Math.cos(angle);
  const least = q + 2 * p * Math.cos(angle + (2 * Math.PI) / 3);
  return [least, 3 * q - largest - least, largest];
}
