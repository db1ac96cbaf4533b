import { expect, test } from 'vitest';
import { placeLabels } from '../../web/components/networks/placeLabels.ts';

const bounds = { left: 0, right: 720, top: 0, bottom: 400 };

test('a name stands to the right of its point', () => {
  expect(placeLabels([{ name: 'VGG16', x: 100, y: 100 }], bounds)).toEqual([{ x: 109, y: 104, textAnchor: 'start' }]);
});

test('a name at the right edge stands on the left', () => {
  const [place] = placeLabels([{ name: 'InceptionResNetV2', x: 700, y: 100 }], bounds);
  expect(place).toMatchObject({ textAnchor: 'end' });
});

test('names of points that are close to each other do not lie over one another', () => {
  const points = ['ResNet50', 'ResNet50V2', 'InceptionV3', 'Xception'].map((name, index) => ({
    name,
    x: 300 + 3 * index,
    y: 200 + 14 * index,
  }));
  const lines = placeLabels(points, bounds);
  const boxes = lines.map((place, index) => {
    const { x, y, textAnchor } = place!;
    const width = points[index]!.name.length * 6;
    const left = x - { start: 0, middle: width / 2, end: width }[textAnchor];
    return { left, right: left + width, top: y - 9, bottom: y + 2 };
  });
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
});

test('a name for which there is no room is left out', () => {
  const points = Array.from({ length: 9 }, () => ({ name: 'InceptionResNetV2', x: 200, y: 200 }));
  const places = placeLabels(points, bounds);
  expect(places[0]).toBeDefined();
  expect(places).toContain(undefined);
});
