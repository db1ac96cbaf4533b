import uPlot from 'uplot';
import classes from './CurveChart.module.css';
import type { CurvePlot } from './curvePlot.ts';
import { labelRows } from './labelRows.ts';

export interface Plot {
  canvas: HTMLCanvasElement;
  update(plotted: CurvePlot): void;
  resetZoom(): void;
  /** Lets one curve stand out from the others; null: none. */
  highlight(index: number | null): void;
  close(): void;
}

/** Draws curves into an element, and follows its width and the colour scheme. */
export function openPlot(
  element: HTMLElement,
  first: CurvePlot,
  { onZoom, onHighlight }: { onZoom: (zoomed: boolean) => void; onHighlight?: (index: number | null) => void },
): Plot {
  let plotted = first;
  let zoomed = false;
  let highlighted: number | null = null;
  const spreads = first.series.flatMap(({ spread }, index) => (spread ? [index] : []));
  /** The plot has the epochs first, then the curves, then both ends of each spread. */
  const highPlace = (nth: number) => 1 + first.series.length + 2 * nth;
  const tooltip = document.createElement('div');
  tooltip.className = classes.tooltip!;
  tooltip.hidden = true;

  const colorOf = (color: string) =>
    color.startsWith('--') ? getComputedStyle(element).getPropertyValue(color).trim() : color;
  const text = () => colorOf('--mantine-color-dimmed');
  const labelFont = () => [`${11 * devicePixelRatio}px`, getComputedStyle(element).fontFamily].join(' ');
  const grid = () => colorOf('--mantine-color-default-border');

  /** Above the curves there is a strip for the names of stages and marks, so that no curve crosses them. */
  const rowHeight = 15;
  const mostMarkRows = 2;
  const bandRows = () => (plotted.bands?.length ? 1 : 0);
  const stripHeight = () => {
    const rows = bandRows() + Math.min(mostMarkRows, plotted.marks?.length ?? 0);
    return rows === 0 ? 8 : 4 + rows * rowHeight;
  };

  const options: uPlot.Options = {
    width: Math.max(200, element.clientWidth),
    height: first.height,
    legend: { show: false },
    padding: [stripHeight, null, null, null],
    focus: { alpha: 0.25 },
    cursor: {
      points: { size: 7 },
      drag: { x: true, y: false, setScale: true },
      // Of several curves the one under the pointer stands out.
      focus: {
        prox: first.series.length > 2 ? 20 : -1,
        dist: (_, place, __, value, pointer) =>
          place > first.series.length ? Number.POSITIVE_INFINITY : Math.abs(value - pointer),
      },
    },
    scales: {
      x: { time: false, range: (_, low, high) => (zoomed ? [low, high] : [1, Math.max(2, plotted.until)]) },
      y: {
        distr: first.log ? 3 : 1,
        range: (_, low, high) => {
          if (plotted.log) return uPlot.rangeLog(low || 1e-4, high || 1, 10, false);
          return plotted.range ?? uPlot.rangeNum(low ?? 0, high ?? 1, 0.1, true);
        },
      },
    },
    axes: [
      { stroke: text, grid: { show: false }, ticks: { stroke: grid, size: 4 }, size: 30, incrs: wholeSteps },
      {
        stroke: text,
        grid: { stroke: grid, width: 1 },
        ticks: { show: false },
        size: 52,
        values: (_, values) => values.map((value) => (value === null ? '' : plotted.formatTick(value))),
      },
    ],
    series: [
      {},
      ...first.series.map(
        ({ color, dash, points }): uPlot.Series => ({
          stroke: () => colorOf(color),
          width: 2,
          ...(dash && { dash }),
          spanGaps: false,
          ...(points
            ? { paths: () => null, points: { show: true, size: 5, fill: () => colorOf(color), width: 0 } }
            : { points: { show: (plot: uPlot, place: number) => hasOnePoint(plot.data[place]!) } }),
        }),
      ),
      ...spreads.flatMap((): uPlot.Series[] => [unseen, unseen]),
    ],
    bands: spreads.map((index, nth) => ({
      series: [highPlace(nth), highPlace(nth) + 1] as [number, number],
      // Two digits of opacity behind those of the colour.
      fill: () => `${colorOf(first.series[index]!.color)}2e`,
    })),
    hooks: {
      // Who measures the page finds it among the browser's measures.
      ready: [() => performance.measure('curvesDrawn', { start: begun })],
      drawClear: [drawBands],
      draw: [drawMarks, drawSegments],
      setCursor: [showTooltip],
      // The plot's first series are the epochs.
      setSeries: [(_, place) => setHighlighted(place === null ? null : place - 1)],
      setSelect: [
        (plot) => {
          if (plot.select.width > 0) setZoomed(true);
        },
      ],
    },
  };
  const begun = performance.now();
  const plot = new uPlot(options, dataOf(first), element);
  plot.over.append(tooltip);
  plot.over.addEventListener('dblclick', () => resetZoom());
  const resize = new ResizeObserver(() => {
    plot.setSize({ width: Math.max(200, element.clientWidth), height: plotted.height });
  });
  resize.observe(element);
  // The scheme is an attribute of the page; colours are read when something is drawn.
  const scheme = new MutationObserver(() => plot.redraw(false));
  scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });

  function setHighlighted(index: number | null): void {
    if (highlighted === index) return;
    highlighted = index;
    onHighlight?.(index);
  }

  function setZoomed(now: boolean): void {
    if (zoomed === now) return;
    zoomed = now;
    onZoom(now);
  }

  function resetZoom(): void {
    setZoomed(false);
    plot.setData(dataOf(plotted));
  }

  // uPlot aligns text to the right when it draws the axes, and leaves it so. Each of these sets it back.
  function drawBands(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = labelFont();
    ctx.textAlign = 'left';
    for (const [index, { from, to, label }] of (plotted.bands ?? []).entries()) {
      const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
      const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
      if (right <= left) continue;
      ctx.globalAlpha = index % 2 === 0 ? 0.06 : 0.14;
      ctx.fillStyle = colorOf('--mantine-primary-color-filled');
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.globalAlpha = 1;
      ctx.fillStyle = text();
      ctx.textBaseline = 'top';
      ctx.fillText(label, left + 4 * devicePixelRatio, 2 * devicePixelRatio, right - left);
    }
    ctx.restore();
  }

  function drawMarks(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = text();
    ctx.fillStyle = text();
    ctx.font = labelFont();
    ctx.textAlign = 'left';
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    const shown = (plotted.marks ?? [])
      .map(({ epoch, label }) => ({ label, at: plot.valToPos(epoch, 'x', true) }))
      .filter(({ at }) => at >= bbox.left && at <= bbox.left + bbox.width)
      .map(({ label, at }) => {
        const width = ctx.measureText(label).width;
        const left = Math.max(bbox.left, Math.min(at - width / 2, bbox.left + bbox.width - width));
        return { label, at, left, right: left + width };
      });
    const rows = labelRows(shown, mostMarkRows);
    ctx.textBaseline = 'bottom';
    for (const [index, { label, at, left }] of shown.entries()) {
      const row = rows[index];
      ctx.beginPath();
      ctx.moveTo(at, bbox.top);
      ctx.lineTo(at, bbox.top + bbox.height);
      ctx.stroke();
      // The first row is the one next to the curves.
      if (row != null) ctx.fillText(label, left, bbox.top - (2 + row * rowHeight) * devicePixelRatio);
    }
    ctx.restore();
  }

  function drawSegments(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = labelFont();
    ctx.textAlign = 'left';
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    for (const { from, to, color, label } of plotted.segments ?? []) {
      ctx.lineWidth = 4 * devicePixelRatio;
      const [left, top] = [plot.valToPos(from[0], 'x', true), plot.valToPos(from[1], 'y', true)];
      const [right, bottom] = [plot.valToPos(to[0], 'x', true), plot.valToPos(to[1], 'y', true)];
      ctx.strokeStyle = colorOf(color);
      ctx.fillStyle = colorOf(color);
      ctx.beginPath();
      if (left === right && top === bottom) {
        ctx.arc(left, top, 6 * devicePixelRatio, 0, 2 * Math.PI);
        ctx.fill();
      } else {
        ctx.moveTo(left, top);
        ctx.lineTo(right, bottom);
        ctx.stroke();
      }
      ctx.fillStyle = text();
      const width = ctx.measureText(label).width;
      const middle = Math.min((left + right) / 2 + 9 * devicePixelRatio, bbox.left + bbox.width - width - 4);
      ctx.textBaseline = 'top';
      // A rim in the colour of the page keeps it legible where a curve crosses it.
      ctx.strokeStyle = colorOf('--mantine-color-body');
      ctx.strokeText(label, middle, (top + bottom) / 2 + 8 * devicePixelRatio);
      ctx.fillText(label, middle, (top + bottom) / 2 + 8 * devicePixelRatio);
    }
    ctx.restore();
  }

  function showTooltip(plot: uPlot): void {
    const { left, top, idx } = plot.cursor;
    if (idx == null || left == null || left < 0 || top == null) {
      tooltip.hidden = true;
      return;
    }
    const epoch = plotted.x[idx]!;
    const points = plotted.series.flatMap(({ label, color, values }, index) => {
      const value = values[idx];
      return value == null ? [] : [{ index, label, color, value, at: plot.valToPos(value, 'y') }];
    });
    const nearest = points.toSorted((a, b) => Math.abs(a.at - top) - Math.abs(b.at - top)).slice(0, mostTold);
    const anchor = nearest[0];
    if (!anchor) {
      tooltip.hidden = true;
      return;
    }
    tooltip.replaceChildren();
    line(plotted.formatEpoch(epoch), null, true);
    const told = points.length > mostTold ? nearest.toSorted((a, b) => a.at - b.at) : points;
    for (const { index, label, color, value } of told)
      line(`${label} ${plotted.formatValue(value)}`, colorOf(color), index === highlighted);
    tooltip.hidden = false;
    // Beside the curve's own point, and on the side where there is more room.
    const beside = plot.valToPos(epoch, 'x');
    const isRight = beside > plot.over.clientWidth / 2;
    tooltip.style.left = isRight ? '' : `${beside + 12}px`;
    tooltip.style.right = isRight ? `${plot.over.clientWidth - beside + 12}px` : '';
    const highest = Math.max(0, plot.over.clientHeight - tooltip.offsetHeight);
    tooltip.style.top = `${Math.min(Math.max(0, anchor.at - tooltip.offsetHeight / 2), highest)}px`;
  }

  function line(words: string, color: string | null, strong: boolean): void {
    const row = document.createElement('div');
    if (strong) row.style.fontWeight = '650';
    if (color !== null) {
      const swatch = document.createElement('span');
      swatch.className = classes.swatch!;
      swatch.style.background = color;
      row.append(swatch);
    }
    row.append(words);
    tooltip.append(row);
  }

  return {
    canvas: plot.ctx.canvas,
    update(next) {
      if (sameData(plotted, next)) {
        plotted = next;
        return;
      }
      plotted = next;
      // A zoom that somebody has made stays as it is.
      plot.setData(dataOf(next), !zoomed);
      if (zoomed) plot.redraw();
    },
    resetZoom,
    highlight(index) {
      plot.setSeries(index === null ? null : index + 1, { focus: true });
    },
    close() {
      resize.disconnect();
      scheme.disconnect();
      plot.destroy();
    },
  };
}

/** Steps between the labels of epochs. */
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** A tooltip names as many curves at most, those nearest to the pointer. */
const mostTold = 8;

/** An end of a spread: the band between both is drawn, they are not. */
const unseen: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };

function hasOnePoint(values: ArrayLike<number | null | undefined>): boolean {
  let count = 0;
  for (let index = 0; index < values.length && count < 2; index++) if (values[index] != null) count++;
  return count === 1;
}

function dataOf({ x, series }: CurvePlot): uPlot.AlignedData {
  return [
    [...x],
    ...series.map(({ values }) => [...values]),
    ...series.flatMap(({ spread }) => (spread ? [[...spread.high], [...spread.low]] : [])),
  ];
}

function sameData(a: CurvePlot, b: CurvePlot): boolean {
  const same = (one: readonly unknown[], other: readonly unknown[]) =>
    one.length === other.length && one.every((value, index) => value === other[index]);
  return (
    a.until === b.until &&
    same(a.x, b.x) &&
    a.series.every(({ values }, index) => same(values, b.series[index]?.values ?? [])) &&
    JSON.stringify([a.marks, a.bands, a.range, a.segments]) === JSON.stringify([b.marks, b.bands, b.range, b.segments])
  );
}
