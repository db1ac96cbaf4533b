import type uPlot from 'uplot';
import classes from './CurveChart.module.css';

interface Curve {
  label: string;
  /** A CSS colour, or a custom property such as "--mantine-color-orange-6". */
  color: string;
  /** Lengths of strokes and gaps in pixels. */
  dash?: number[];
  /** Dots in place of a line. */
  points?: boolean;
  values: readonly (number | null)[];
}

/** A part of the epochs with a name, e.g. a stage of the training. */
interface Band {
  from: number;
  to: number;
  label: string;
}

export interface CurvePlot {
  /** The epochs, in order. */
  x: readonly number[];
  series: readonly Curve[];
  /** The last epoch that the axis shows, when there is no zoom. */
  until: number;
  height: number;
  /** Reads a value beside the axis, and in the tooltip. */
  formatTick: (value: number) => string;
  formatValue: (value: number) => string;
  /** Reads an epoch in the tooltip: "Epoch 86". */
  formatEpoch: (epoch: number) => string;
  /** Whether the vertical axis is logarithmic. */
  log?: boolean;
  /** The least and the most value that the axis shows; taken from the curves when left out. */
  range?: [number, number] | undefined;
  /** Epochs that are marked with a line, and what they are. */
  marks?: readonly { epoch: number; label: string }[];
  bands?: readonly Band[];
}

export interface Plot {
  canvas: HTMLCanvasElement;
  update(plotted: CurvePlot): void;
  resetZoom(): void;
  close(): void;
}

/** Draws curves into an element, and follows its width and the colour scheme. */
export function openPlot(
  library: typeof uPlot,
  element: HTMLElement,
  first: CurvePlot,
  onZoom: (zoomed: boolean) => void,
): Plot {
  let plotted = first;
  let zoomed = false;
  const tooltip = document.createElement('div');
  tooltip.className = classes.tooltip!;
  tooltip.hidden = true;

  const colorOf = (color: string) =>
    color.startsWith('--') ? getComputedStyle(element).getPropertyValue(color).trim() : color;
  const text = () => colorOf('--mantine-color-dimmed');
  const labelFont = () => [`${11 * devicePixelRatio}px`, getComputedStyle(element).fontFamily].join(' ');
  const grid = () => colorOf('--mantine-color-default-border');

  const options: uPlot.Options = {
    width: Math.max(200, element.clientWidth),
    height: first.height,
    legend: { show: false },
    cursor: { points: { size: 7 }, drag: { x: true, y: false, setScale: true } },
    scales: {
      x: { time: false, range: (_, low, high) => (zoomed ? [low, high] : [1, Math.max(2, plotted.until)]) },
      y: {
        distr: first.log ? 3 : 1,
        range: (_, low, high) => {
          if (plotted.log) return library.rangeLog(low || 1e-4, high || 1, 10, false);
          return plotted.range ?? library.rangeNum(low ?? 0, high ?? 1, 0.1, true);
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
            : { points: { show: (plot: uPlot) => plot.data[0].length < 2 } }),
        }),
      ),
    ],
    hooks: {
      drawClear: [drawBands],
      draw: [drawMarks],
      setCursor: [showTooltip],
      setSelect: [
        (plot) => {
          if (plot.select.width > 0) setZoomed(true);
        },
      ],
    },
  };
  const plot = new library(options, dataOf(first), element);
  plot.over.append(tooltip);
  plot.over.addEventListener('dblclick', () => resetZoom());
  const resize = new ResizeObserver(() => {
    plot.setSize({ width: Math.max(200, element.clientWidth), height: plotted.height });
  });
  resize.observe(element);
  // The scheme is an attribute of the page; colours are read when something is drawn.
  const scheme = new MutationObserver(() => plot.redraw(false));
  scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });

  function setZoomed(now: boolean): void {
    if (zoomed === now) return;
    zoomed = now;
    onZoom(now);
  }

  function resetZoom(): void {
    setZoomed(false);
    plot.setData(dataOf(plotted));
  }

  function drawBands(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = labelFont();
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
      ctx.fillText(label, left + 4 * devicePixelRatio, bbox.top + 4 * devicePixelRatio, right - left);
    }
    ctx.restore();
  }

  function drawMarks(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = text();
    ctx.fillStyle = text();
    ctx.font = labelFont();
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const { epoch, label } of plotted.marks ?? []) {
      const at = plot.valToPos(epoch, 'x', true);
      if (at < bbox.left || at > bbox.left + bbox.width) continue;
      ctx.beginPath();
      ctx.moveTo(at, bbox.top);
      ctx.lineTo(at, bbox.top + bbox.height);
      ctx.stroke();
      const width = ctx.measureText(label).width;
      const beside = at + 4 * devicePixelRatio;
      const fits = beside + width < bbox.left + bbox.width;
      ctx.textBaseline = 'bottom';
      ctx.fillText(label, fits ? beside : at - width - 4 * devicePixelRatio, bbox.top + bbox.height - 4);
    }
    ctx.restore();
  }

  function showTooltip(plot: uPlot): void {
    const { left, top, idx } = plot.cursor;
    if (idx == null || left == null || left < 0 || top == null) {
      tooltip.hidden = true;
      return;
    }
    tooltip.replaceChildren();
    line(plotted.formatEpoch(plotted.x[idx]!), null);
    for (const { label, color, values } of plotted.series) {
      const value = values[idx];
      if (value != null) line(`${label} ${plotted.formatValue(value)}`, colorOf(color));
    }
    tooltip.hidden = false;
    const right = left > plot.over.clientWidth / 2;
    tooltip.style.left = right ? '' : `${left + 12}px`;
    tooltip.style.right = right ? `${plot.over.clientWidth - left + 12}px` : '';
    tooltip.style.top = `${Math.min(top, Math.max(0, plot.over.clientHeight - tooltip.offsetHeight))}px`;
  }

  function line(words: string, color: string | null): void {
    const row = document.createElement('div');
    if (color !== null) {
      const swatch = document.createElement('span');
      swatch.className = classes.swatch!;
      swatch.style.background = color;
      row.append(swatch);
    } else row.style.fontWeight = '650';
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
    close() {
      resize.disconnect();
      scheme.disconnect();
      plot.destroy();
    },
  };
}

/** Steps between the labels of epochs. */
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

function dataOf({ x, series }: CurvePlot): uPlot.AlignedData {
  return [[...x], ...series.map(({ values }) => [...values])];
}

function sameData(a: CurvePlot, b: CurvePlot): boolean {
  const same = (one: readonly unknown[], other: readonly unknown[]) =>
    one.length === other.length && one.every((value, index) => value === other[index]);
  return (
    a.until === b.until &&
    same(a.x, b.x) &&
    a.series.every(({ values }, index) => same(values, b.series[index]?.values ?? [])) &&
    JSON.stringify([a.marks, a.bands, a.range]) === JSON.stringify([b.marks, b.bands, b.range])
  );
}
