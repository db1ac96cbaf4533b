import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { type ImageEntry, type Split, splits } from '#contracts/dataset';
import { type ObjectStore, openObjectStore } from '#prisma/objectStore';

/** The two classes of the test pictures, in alphabetical order. */
export const shapeClasses = ['discs', 'squares'];

export interface ShapeDataset {
  hash: string;
  manifest: string;
  sealedManifest: string;
  entries: Record<Split, ImageEntry[]>;
}

/** A picture of a disc or a square on a coloured ground, 40 pixels a side; `index` varies colours, place and size. */
export async function shapePicture(label: number, index: number): Promise<Buffer> {
  const hue = (index * 47) % 360;
  const size = 12 + (index % 4) * 3;
  const [x, y] = [14 + (index % 5) * 3, 14 + (index % 3) * 6];
  const fill = `hsl(${(hue + 180) % 360} 80% 70%)`;
  const shape =
    label === 0
      ? `<circle cx="${x}" cy="${y}" r="${size / 2}" fill="${fill}"/>`
      : `<rect x="${x - size / 2}" y="${y - size / 2}" width="${size}" height="${size}" fill="${fill}"/>`;
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" ' +
    `fill="hsl(${hue} 60% 30%)"/>${shape}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/**
 * Writes a small dataset into the object stores below `directories`: `counts` pictures of each class a split. `replace`
 * may give other bytes for a picture.
 */
export async function storeShapes(
  directories: { objects: string; sealed: string },
  counts: Record<Split, number>,
  replace: (split: Split, label: number, index: number) => Buffer | undefined = () => undefined,
): Promise<ShapeDataset> {
  const objects = openObjectStore(directories.objects);
  const sealed = openObjectStore(directories.sealed);
  const entries: ShapeDataset['entries'] = { train: [], validation: [], test: [] };
  for (const [offset, split] of splits.entries())
    for (const label of shapeClasses.keys())
      for (let index = 0; index < counts[split]; index++) {
        const bytes = replace(split, label, index) ?? (await shapePicture(label, offset * 1000 + index));
        const sha256 = await (split === 'test' ? sealed : objects).put(bytes);
        entries[split].push({
          label,
          name: `${shapeClasses[label]}-${index}.png`,
          sha256,
          bytes: bytes.length,
          width: 40,
          height: 40,
        });
      }
  const manifest = await putJson(objects, {
    classNames: shapeClasses,
    train: entries.train,
    validation: entries.validation,
  });
  const sealedManifest = await putJson(sealed, { classNames: shapeClasses, test: entries.test });
  const hash = createHash('sha256').update(manifest).update(sealedManifest).digest('hex');
  return { hash, manifest, sealedManifest, entries };
}

function putJson(store: ObjectStore, value: unknown): Promise<string> {
  return store.put(Buffer.from(JSON.stringify(value)));
}
