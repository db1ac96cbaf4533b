interface Labelled {
  name: string;
  /** The point that it names, in the units of the drawing. */
  x: number;
  y: number;
}

interface Place {
  x: number;
  y: number;
  textAnchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Of the text's size, 11 units: an average letter's width, and a line's height. */
const letter = 6.1;
const line = 12;
const gap = 9;
const radius = 7;

/**
 * Where each point's name stands: beside it, above or below, in the first place where it covers no point, no other name
 * and no edge; undefined where every place covers something.
 */
export function placeLabels(points: readonly Labelled[], bounds: Box): (Place | undefined)[] {
  const taken: Box[] = points.map(({ x, y }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return points.map((point) => {
    const choices = choicesOf(point);
    const chosen = choices.find(({ box }) => isInside(box, bounds) && !taken.some((other) => overlap(box, other)));
    if (chosen) taken.push(chosen.box);
    return chosen?.place;
  });
}

function choicesOf({ name, x, y }: Labelled): { place: Place; box: Box }[] {
  const width = name.length * letter;
  const boxAt = (left: number, baseline: number): Box => ({
    left,
    right: left + width,
    top: baseline - line + 3,
    bottom: baseline + 3,
  });
  const at = (textAnchor: Place['textAnchor'], from: number, baseline: number) => ({
    place: { x: from, y: baseline, textAnchor },
    box: boxAt(from - { start: 0, middle: width / 2, end: width }[textAnchor], baseline),
  });
  return [
    at('start', x + gap, y + 4),
    at('end', x - gap, y + 4),
    at('middle', x, y - gap),
    at('middle', x, y + gap + 9),
    at('start', x + gap - 2, y - gap + 1),
    at('start', x + gap - 2, y + gap + 6),
    at('end', x - gap + 2, y - gap + 1),
    at('end', x - gap + 2, y + gap + 6),
  ];
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isInside(box: Box, bounds: Box): boolean {
  return box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;
}
