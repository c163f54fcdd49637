const LEAF = 8;

/**
 * Points in a space of few dimensions, found again by box or ball: a k-d tree (Bentley, Comm. ACM 18(9), 1975) laid
 * out in arrays as an implicit balanced tree, the median of each range in its middle. Building costs n·log n, a query
 * about log n and the points found. Arrays are kept from scan to scan and only grow; a query allocates nothing.
 *
 *     index.begin();
 *     for (…) index.insert(points, at);
 *     const count = index.queryBox(low, high); // numbers of the points in index.found
 */
export class PointIndex {
  /** Points inserted. */
  count = 0;
  /** Numbers of the points that the last query found, in order of insertion, in its first places. */
  found = new Int32Array(64);
  private points = new Float64Array(0);
  private ids = new Int32Array(0);
  private built = true;
  private readonly stack = new Int32Array(3 * 64);
  private readonly low: Float64Array;
  private readonly high: Float64Array;

  /** @param dimension numbers in a point, at least 1 */
  constructor(readonly dimension: number) {
    if (!(Number.isInteger(dimension) && dimension >= 1))
      throw new RangeError(`index of points of ${dimension} numbers: 1 or more`);
    this.low = new Float64Array(dimension);
    this.high = new Float64Array(dimension);
  }

  /** Empties the index. */
  begin(): void {
    this.count = 0;
    this.built = false;
  }

  /**
   * Adds a point; its number is how many were inserted before it.
   *
   * @param source array that holds its coordinates from `at` on
   * @throws RangeError when a coordinate is NaN or beyond the array's end
   */
  insert(source: Float64Array, at: number): void {
    const { dimension, count } = this;
    if (count === this.ids.length) this.grow();
    for (let k = 0; k < dimension; k++) {
      const value = source[at + k]!;
      // written so that what lies beyond the array is found as well
      if (!(value <= Number.POSITIVE_INFINITY))
        throw new RangeError(`point ${count}: coordinate ${k} is ${value}, not a number`);
      this.points[count * dimension + k] = value;
    }
    this.ids[count] = count;
    this.count = count + 1;
    this.built = false;
  }

  /**
   * Points inside a box, its faces included.
   *
   * @param low least coordinates
   * @param high greatest coordinates
   * @returns how many; their numbers are in {@link found}
   */
  queryBox(low: Float64Array, high: Float64Array): number {
    return this.search(low, high, null, 0);
  }

  /**
   * Points within a distance of a centre (Euclidean; scale the coordinates for another norm).
   *
   * @returns how many; their numbers are in {@link found}
   */
  queryBall(centre: Float64Array, radius: number): number {
    for (let k = 0; k < this.dimension; k++) {
      this.low[k] = centre[k]! - radius;
      this.high[k] = centre[k]! + radius;
    }
    return this.search(this.low, this.high, centre, radius * radius);
  }

  private search(
    low: Float64Array,
    high: Float64Array,
    centre: Float64Array | null,
    radius2: number,
  ): number {
    if (!this.built) this.build();
    const { dimension, points, stack } = this;
    let hits = 0;
    let depth = 0;
    stack[depth++] = 0;
    stack[depth++] = this.count - 1;
    stack[depth++] = 0;
    while (depth > 0) {
      const axis = stack[--depth]!;
      const right = stack[--depth]!;
      const left = stack[--depth]!;
      if (right - left < LEAF) {
        for (let i = left; i <= right; i++)
          if (this.inside(i, low, high, centre, radius2)) this.note(hits++, i);
        continue;
      }
      const middle = (left + right) >> 1;
      const cut = points[middle * dimension + axis]!;
      const next = axis + 1 === dimension ? 0 : axis + 1;
      if (this.inside(middle, low, high, centre, radius2)) this.note(hits++, middle);
      if (low[axis]! <= cut) {
        stack[depth++] = left;
        stack[depth++] = middle - 1;
        stack[depth++] = next;
      }
      if (high[axis]! >= cut) {
        stack[depth++] = middle + 1;
        stack[depth++] = right;
        stack[depth++] = next;
      }
    }
    sortFirst(this.found, hits);
    return hits;
  }

  private inside(
    i: number,
    low: Float64Array,
    high: Float64Array,
    centre: Float64Array | null,
    radius2: number,
  ): boolean {
    const { dimension, points } = this;
    let distance2 = 0;
    for (let k = 0; k < dimension; k++) {
      const value = points[i * dimension + k]!;
      if (!(value >= low[k]! && value <= high[k]!)) return false;
      if (centre) distance2 += (value - centre[k]!) ** 2;
    }
    return distance2 <= radius2;
  }

  private note(hit: number, i: number): void {
    if (hit === this.found.length) {
      const found = new Int32Array(2 * hit);
      found.set(this.found);
      this.found = found;
    }
    this.found[hit] = this.ids[i]!;
  }

  private grow(): void {
    const length = Math.max(64, 2 * this.ids.length);
    const ids = new Int32Array(length);
    const points = new Float64Array(length * this.dimension);
    ids.set(this.ids);
    points.set(this.points);
    this.ids = ids;
    this.points = points;
  }

  /** Puts the median of each range along its axis into the middle, range by range. */
  private build(): void {
    const { stack, dimension } = this;
    let depth = 0;
    stack[depth++] = 0;
    stack[depth++] = this.count - 1;
    stack[depth++] = 0;
    while (depth > 0) {
      const axis = stack[--depth]!;
      const right = stack[--depth]!;
      const left = stack[--depth]!;
      if (right - left < LEAF) continue;
      const middle = (left + right) >> 1;
      this.select(left, right, middle, axis);
      const next = axis + 1 === dimension ? 0 : axis + 1;
      stack[depth++] = left;
      stack[depth++] = middle - 1;
      stack[depth++] = next;
      stack[depth++] = middle + 1;
      stack[depth++] = right;
      stack[depth++] = next;
    }
    this.built = true;
  }

  /** Hoare's selection, with the median of three as pivot. */
  private select(from: number, to: number, wanted: number, axis: number): void {
    const { points, dimension } = this;
    let left = from;
    let right = to;
    while (left < right) {
      const a = points[left * dimension + axis]!;
      const b = points[((left + right) >> 1) * dimension + axis]!;
      const c = points[right * dimension + axis]!;
      const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
      let i = left;
      let j = right;
      while (i <= j) {
        while (points[i * dimension + axis]! < pivot) i++;
        while (points[j * dimension + axis]! > pivot) j--;
        if (i <= j) this.swap(i++, j--);
      }
      if (wanted <= j) right = j;
      else if (wanted >= i) left = i;
      else return;
    }
  }

  private swap(i: number, j: number): void {
    const { points, ids, dimension } = this;
    const id = ids[i]!;
    ids[i] = ids[j]!;
    ids[j] = id;
    for (let k = 0; k < dimension; k++) {
      const value = points[i * dimension + k]!;
      points[i * dimension + k] = points[j * dimension + k]!;
      points[j * dimension + k] = value;
    }
  }
}

/** Sorts the first places ascending: by insertion where they are few. */
function sortFirst(numbers: Int32Array, count: number): void {
  if (count > 32) {
    numbers.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const value = numbers[i]!;
    let at = i - 1;
    while (at >= 0 && numbers[at]! > value) {
      numbers[at + 1] = numbers[at]!;
      at--;
    }
    numbers[at + 1] = value;
  }
}
