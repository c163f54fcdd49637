/**
 * HCHᵀ of a 3 × 6 and a symmetric 6 × 6 matrix, written out in full: in a cloud's first seconds no compiler has unrolled
 * anything yet, and each number is read once.
 *
 * @param h by rows
 * @param c by rows; its lower triangle is read
 * @param out six numbers: 00, 10, 11, 20, 21, 22
 */
export function congruence3(h: Float64Array, c: Float64Array, out: Float64Array): void {
  const c00 = c[0]!;
  const c10 = c[6]!;
  const c11 = c[7]!;
  const c20 = c[12]!;
  const c21 = c[13]!;
  const c22 = c[14]!;
  const c30 = c[18]!;
  const c31 = c[19]!;
  const c32 = c[20]!;
  const c33 = c[21]!;
  const c40 = c[24]!;
  const c41 = c[25]!;
  const c42 = c[26]!;
  const c43 = c[27]!;
  const c44 = c[28]!;
  const c50 = c[30]!;
  const c51 = c[31]!;
  const c52 = c[32]!;
  const c53 = c[33]!;
  const c54 = c[34]!;
  const c55 = c[35]!;
  const h00 = h[0]!;
  const h01 = h[1]!;
  const h02 = h[2]!;
  const h03 = h[3]!;
  const h04 = h[4]!;
  const h05 = h[5]!;
  const i00 = h00 * c00 + h01 * c10 + h02 * c20 + h03 * c30 + h04 * c40 + h05 * c50;
  const i01 = h00 * c10 + h01 * c11 + h02 * c21 + h03 * c31 + h04 * c41 + h05 * c51;
  const i02 = h00 * c20 + h01 * c21 + h02 * c22 + h03 * c32 + h04 * c42 + h05 * c52;
  const i03 = h00 * c30 + h01 * c31 + h02 * c32 + h03 * c33 + h04 * c43 + h05 * c53;
  const i04 = h00 * c40 + h01 * c41 + h02 * c42 + h03 * c43 + h04 * c44 + h05 * c54;
  const i05 = h00 * c50 + h01 * c51 + h02 * c52 + h03 * c53 + h04 * c54 + h05 * c55;
  out[0] = h00 * i00 + h01 * i01 + h02 * i02 + h03 * i03 + h04 * i04 + h05 * i05;
  const h10 = h[6]!;
  const h11 = h[7]!;
  const h12 = h[8]!;
  const h13 = h[9]!;
  const h14 = h[10]!;
  const h15 = h[11]!;
  const i10 = h10 * c00 + h11 * c10 + h12 * c20 + h13 * c30 + h14 * c40 + h15 * c50;
  const i11 = h10 * c10 + h11 * c11 + h12 * c21 + h13 * c31 + h14 * c41 + h15 * c51;
  const i12 = h10 * c20 + h11 * c21 + h12 * c22 + h13 * c32 + h14 * c42 + h15 * c52;
  const i13 = h10 * c30 + h11 * c31 + h12 * c32 + h13 * c33 + h14 * c43 + h15 * c53;
  const i14 = h10 * c40 + h11 * c41 + h12 * c42 + h13 * c43 + h14 * c44 + h15 * c54;
  const i15 = h10 * c50 + h11 * c51 + h12 * c52 + h13 * c53 + h14 * c54 + h15 * c55;
  out[1] = h00 * i10 + h01 * i11 + h02 * i12 + h03 * i13 + h04 * i14 + h05 * i15;
  out[2] = h10 * i10 + h11 * i11 + h12 * i12 + h13 * i13 + h14 * i14 + h15 * i15;
  const h20 = h[12]!;
  const h21 = h[13]!;
  const h22 = h[14]!;
  const h23 = h[15]!;
  const h24 = h[16]!;
  const h25 = h[17]!;
  const i20 = h20 * c00 + h21 * c10 + h22 * c20 + h23 * c30 + h24 * c40 + h25 * c50;
  const i21 = h20 * c10 + h21 * c11 + h22 * c21 + h23 * c31 + h24 * c41 + h25 * c51;
  const i22 = h20 * c20 + h21 * c21 + h22 * c22 + h23 * c32 + h24 * c42 + h25 * c52;
  const i23 = h20 * c30 + h21 * c31 + h22 * c32 + h23 * c33 + h24 * c43 + h25 * c53;
  const i24 = h20 * c40 + h21 * c41 + h22 * c42 + h23 * c43 + h24 * c44 + h25 * c54;
  const i25 = h20 * c50 + h21 * c51 + h22 * c52 + h23 * c53 + h24 * c54 + h25 * c55;
  out[3] = h00 * i20 + h01 * i21 + h02 * i22 + h03 * i23 + h04 * i24 + h05 * i25;
  out[4] = h10 * i20 + h11 * i21 + h12 * i22 + h13 * i23 + h14 * i24 + h15 * i25;
  out[5] = h20 * i20 + h21 * i21 + h22 * i22 + h23 * i23 + h24 * i24 + h25 * i25;
}

/**
 * information += HᵀWH (its lower triangle) and vector += HᵀWy for a 3 × 6 matrix and a diagonal W.
 *
 * @param h by rows
 * @param w the three numbers of W
 */
export function addWeighted(
  h: Float64Array,
  w: Float64Array,
  y: Float64Array,
  information: Float64Array,
  vector: Float64Array,
): void {
  const w0 = w[0]!;
  const w1 = w[1]!;
  const w2 = w[2]!;
  const y0 = y[0]!;
  const y1 = y[1]!;
  const y2 = y[2]!;
  const h00 = h[0]!;
  const h10 = h[6]!;
  const h20 = h[12]!;
  const v00 = w0 * h00;
  const v10 = w1 * h10;
  const v20 = w2 * h20;
  vector[0]! += v00 * y0 + v10 * y1 + v20 * y2;
  information[0]! += v00 * h00 + v10 * h10 + v20 * h20;
  const h01 = h[1]!;
  const h11 = h[7]!;
  const h21 = h[13]!;
  const v01 = w0 * h01;
  const v11 = w1 * h11;
  const v21 = w2 * h21;
  vector[1]! += v01 * y0 + v11 * y1 + v21 * y2;
  information[6]! += v01 * h00 + v11 * h10 + v21 * h20;
  information[7]! += v01 * h01 + v11 * h11 + v21 * h21;
  const h02 = h[2]!;
  const h12 = h[8]!;
  const h22 = h[14]!;
  const v02 = w0 * h02;
  const v12 = w1 * h12;
  const v22 = w2 * h22;
  vector[2]! += v02 * y0 + v12 * y1 + v22 * y2;
  information[12]! += v02 * h00 + v12 * h10 + v22 * h20;
  information[13]! += v02 * h01 + v12 * h11 + v22 * h21;
  information[14]! += v02 * h02 + v12 * h12 + v22 * h22;
  const h03 = h[3]!;
  const h13 = h[9]!;
  const h23 = h[15]!;
  const v03 = w0 * h03;
  const v13 = w1 * h13;
  const v23 = w2 * h23;
  vector[3]! += v03 * y0 + v13 * y1 + v23 * y2;
  information[18]! += v03 * h00 + v13 * h10 + v23 * h20;
  information[19]! += v03 * h01 + v13 * h11 + v23 * h21;
  information[20]! += v03 * h02 + v13 * h12 + v23 * h22;
  information[21]! += v03 * h03 + v13 * h13 + v23 * h23;
  const h04 = h[4]!;
  const h14 = h[10]!;
  const h24 = h[16]!;
  const v04 = w0 * h04;
  const v14 = w1 * h14;
  const v24 = w2 * h24;
  vector[4]! += v04 * y0 + v14 * y1 + v24 * y2;
  information[24]! += v04 * h00 + v14 * h10 + v24 * h20;
  information[25]! += v04 * h01 + v14 * h11 + v24 * h21;
  information[26]! += v04 * h02 + v14 * h12 + v24 * h22;
  information[27]! += v04 * h03 + v14 * h13 + v24 * h23;
  information[28]! += v04 * h04 + v14 * h14 + v24 * h24;
  const h05 = h[5]!;
  const h15 = h[11]!;
  const h25 = h[17]!;
  const v05 = w0 * h05;
  const v15 = w1 * h15;
  const v25 = w2 * h25;
  vector[5]! += v05 * y0 + v15 * y1 + v25 * y2;
  information[30]! += v05 * h00 + v15 * h10 + v25 * h20;
  information[31]! += v05 * h01 + v15 * h11 + v25 * h21;
  information[32]! += v05 * h02 + v15 * h12 + v25 * h22;
  information[33]! += v05 * h03 + v15 * h13 + v25 * h23;
  information[34]! += v05 * h04 + v15 * h14 + v25 * h24;
  information[35]! += v05 * h05 + v15 * h15 + v25 * h25;
}
