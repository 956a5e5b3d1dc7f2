export interface Point {
  x: number;
  y: number;
}

/** Straight pieces through knots in ascending x; beyond the ends the first and last piece go on. */
export type Curve = (x: number) => number;

/** A straight line by its value at one place and its slope. */
export interface Line {
  x: number;
  y: number;
  slope: number;
}

export const along = (line: Line, x: number): number => line.y + (x - line.x) * line.slope;

/** Least squares; `slope` where the points do not tell one. */
export function fitLine(points: readonly Point[], slope: number): Line {
  const mean = (of: (point: Point) => number): number => points.reduce((sum, p) => sum + of(p), 0) / points.length;
  const [x, y] = [mean((p) => p.x), mean((p) => p.y)];
  const square = points.reduce((sum, p) => sum + (p.x - x) ** 2, 0);
  const product = points.reduce((sum, p) => sum + (p.x - x) * (p.y - y), 0);
  return { x, y, slope: square > 0 ? product / square : slope };
}

/**
 * The line that lies under all points and nearest to them: the edge of their lower hull at their mean
 * (Moon, Skelly, Towsley: Estimation and Removal of Clock Skew from Network Delay Measurements, 1999).
 */
export function lineUnder(points: readonly Point[]): Line {
  const hull: Point[] = [];
  for (const p of points.toSorted((a, b) => a.x - b.x || b.y - a.y)) {
    for (let [a, b] = hull.slice(-2); a && b; [a, b] = hull.slice(-2)) {
      if ((b.x - a.x) * (p.y - a.y) > (b.y - a.y) * (p.x - a.x)) break;
      hull.pop();
    }
    if (hull.at(-1)?.x === p.x) hull.pop();
    hull.push(p);
  }
  const mean = points.reduce((sum, p) => sum + p.x, 0) / points.length;
  const i = Math.max(
    1,
    hull.findIndex((p) => p.x >= mean),
  );
  const [a, b] = [hull[i - 1], hull[i]];
  if (!a) throw new RangeError('a line under no points');
  return { ...a, slope: b ? (b.y - a.y) / (b.x - a.x) : 0 };
}

/** Joins lines, each right at its own x, into one curve. */
export function through(lines: readonly Line[]): Curve {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) throw new RangeError('a curve through nothing');
  return (x) => {
    if (x <= first.x) return along(first, x);
    if (x >= last.x) return along(last, x);
    let low = 0;
    let high = lines.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lines[middle]?.x ?? Infinity) <= x) low = middle;
      else high = middle;
    }
    const [a, b] = [lines[low] ?? first, lines[high] ?? last];
    return a.y + ((x - a.x) * (b.y - a.y)) / (b.x - a.x);
  };
}
