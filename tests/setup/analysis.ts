import type { AnalysedImage, Analysis } from '#contracts/analysis';
import { manifestSchema } from '#contracts/dataset';
import { openObjectStore } from '#prisma/objectStore';
import type { TestServer } from './server.ts';

/** Writes what a worker would find in the network of a run that has succeeded: each third answer is wrong. */
export async function insertAnalysis(
  { database, options }: Pick<TestServer, 'database' | 'options'>,
  runId: string,
): Promise<void> {
  const objects = openObjectStore(options.directories.objects);
  const version = await database.datasetVersion.findFirstOrThrow();
  const manifest = manifestSchema.parse(JSON.parse((await objects.get(version.manifest)).toString('utf8')));
  const entries = (['train', 'validation'] as const).flatMap((split) =>
    manifest[split].map((entry) => ({ ...entry, split })),
  );
  const images = entries.map(({ split, sha256, name, label }, index): AnalysedImage => {
    const predicted = index % 3 === 0 ? 1 - label : label;
    return {
      split,
      sha256,
      name,
      label,
      probabilities: split === 'train' ? [] : predicted === 0 ? [0.9, 0.1] : [0.2, 0.8],
      neighbours: [
        { index: 0, cosine: 0.9 },
        { index: 1, cosine: 0.5 },
      ],
      disagreement: index % 3 === 0 ? 1 : 0,
    };
  });
  const places = images.map(({ label }, index): [number, number] => [label + (index % 5) / 10, index % 4]);
  const both = { before: places, after: places };
  const heat = { classIndex: 0, rows: 2, columns: 2, values: [0, 0.25, 0.5, 1] };
  const analysis: Analysis = {
    version: 1,
    classNames: manifest.classNames,
    images,
    maps: { pca: both, umap: both },
    heatmaps: Object.fromEntries(
      images.filter(({ split }) => split === 'validation').map(({ sha256 }) => [sha256, heat]),
    ),
  };
  const address = await objects.put(Buffer.from(JSON.stringify(analysis)));
  await database.analysis.create({ data: { runId, address, finishedAt: new Date() } });
}
