// How a value went, as a line. The numbers stand beside it in words.

interface Props {
  /** Oldest first. */
  numbers: readonly number[];
}

const [WIDTH, HEIGHT, EDGE] = [120, 32, 4];

export function Trend({ numbers }: Props) {
  if (numbers.length < 2) return null;
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const points = numbers.map((number, index) => ({
    x: EDGE + (index / (numbers.length - 1)) * (WIDTH - 2 * EDGE),
    y:
      most === least
        ? HEIGHT / 2
        : HEIGHT - EDGE - ((number - least) / (most - least)) * (HEIGHT - 2 * EDGE),
  }));
  const last = points.at(-1);
  return (
    <svg className="own-trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
      {last && <circle cx={last.x} cy={last.y} r="3" />}
    </svg>
  );
}
