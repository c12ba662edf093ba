/** Points of one measured quantity, and the line through them where there is one. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** y = intercept + slope * x, drawn dashed over the plot's width. */
  readonly line?: { readonly slope: number; readonly intercept: number };
}

export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

const width = 720;
const height = 420;
const margin = { left: 64, right: 24, top: 44, bottom: 52 };

/** A plot with both axes from zero as a self-contained SVG, readable on a light and a dark page. */
export function plotSvg({ title, xLabel, yLabel, series }: Plot): string {
  const all = series.flatMap(({ points }) => points);
  const xTicks = ticksTo(Math.max(...all.map(([x]) => x)));
  const yTicks = ticksTo(Math.max(...all.map(([, y]) => y)));
  const [xEnd, yEnd] = [xTicks[xTicks.length - 1], yTicks[yTicks.length - 1]];
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  const px = (x: number) => round(margin.left + (x / xEnd) * (right - margin.left));
  const py = (y: number) => round(bottom - (y / yEnd) * (bottom - margin.top));

  const grid = [
    ...xTicks.map((x) => `<line x1="${px(x)}" x2="${px(x)}" y1="${margin.top}" y2="${bottom}"/>`),
    ...yTicks.map((y) => `<line x1="${margin.left}" x2="${right}" y1="${py(y)}" y2="${py(y)}"/>`),
  ];
  const labels = [
    ...xTicks.map((x) => text(px(x), bottom + 18, 'middle', String(x))),
    ...yTicks.map((y) => text(margin.left - 8, py(y) + 4, 'end', String(y))),
    text(width / 2, height - 12, 'middle', xLabel),
    text(margin.left, 20, 'start', title, ' font-weight="bold"'),
    text(margin.left, margin.top - 8, 'start', yLabel),
  ];
  const drawn = series.map(({ colour, points, line }) => {
    const dots = points.map(([x, y]) => `<circle cx="${px(x)}" cy="${py(y)}" r="3.5"/>`).join('');
    const at = (x: number) => `${px(x)},${py(Math.min(yEnd, line!.intercept + line!.slope * x))}`;
    const fit = line ? `<polyline points="${at(0)} ${at(xEnd)}" stroke-dasharray="5 4" fill="none"/>` : '';
    return `<g fill="${colour}" stroke="${colour}">${dots}${fit}</g>`;
  });
  const legend = series.map(({ name, colour }, n) => {
    const y = margin.top + 14 + 18 * n;
    const dot = `<circle cx="${margin.left + 14}" cy="${y - 4}" r="3.5" fill="${colour}"/>`;
    return dot + text(margin.left + 24, y, 'start', name);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<g stroke="#ddd">${grid.join('')}</g>`,
    `<g fill="#333">${labels.join('')}${legend.join('')}</g>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

/** Round numbers from zero to the first at or above `max`: four to ten steps of 1, 2 or 5 times a power of ten. */
export function ticksTo(max: number): number[] {
  if (!(max > 0)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(max / 4));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => max / size <= 8) ?? max;
  const count = Math.ceil(max / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, n) => Number((n * step).toPrecision(12)));
}

function text(x: number, y: number, anchor: string, content: string, more = ''): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}"${more}>${escapeXml(content)}</text>`;
}

function escapeXml(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
