import { createHash } from 'node:crypto';
import type { Manifest } from '#contracts/dataset';
import type { Dataset, DatasetVersion } from '#prisma/client';

export interface Card {
  dataset: Pick<Dataset, 'name' | 'attribution' | 'license' | 'description' | 'sourceUrl'>;
  version: Pick<DatasetVersion, 'id' | 'hash' | 'testCount' | 'createdAt'>;
  /** Counted from 1 within the dataset, oldest first. */
  number: number;
  manifest: Manifest;
  siteUrl: string;
}

const columns = ['path', 'split', 'label', 'className', 'sha256', 'bytes', 'width', 'height', 'url'] as const;

/** Training and validation images of a version, one a line, as CSV (RFC 4180). */
export function imageTable({ version, manifest, siteUrl }: Pick<Card, 'version' | 'manifest' | 'siteUrl'>): string {
  const rows = (['train', 'validation'] as const).flatMap((split) =>
    manifest[split].map(({ name, label, sha256, bytes, width, height }) => {
      const className = manifest.classNames[label]!;
      const path = `${split}/${className}/${name}`;
      return [path, split, label, className, sha256, bytes, width, height, imageUrl(siteUrl, version.id, sha256)];
    }),
  );
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function imageUrl(siteUrl: string, versionId: string, sha256: string): string {
  return new URL(`/images/${versionId}/${sha256}`, siteUrl).href;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A version's card as Croissant 1.0 (JSON-LD, https://docs.mlcommons.org/croissant/docs/croissant-spec.html). It
 * describes the training and validation images; of the sealed test set it has only the number.
 */
export function croissant({ dataset, version, number, manifest, siteUrl }: Card): object {
  const table = imageTable({ version, manifest, siteUrl });
  const tableUrl = new URL(`/cards/${version.id}/images.csv`, siteUrl).href;
  const counted =
    `${manifest.train.length} training and ${manifest.validation.length} validation images in ` +
    `${manifest.classNames.length} classes. The test set (${version.testCount} images) is sealed and not part of ` +
    'this card.';
  const field = (name: (typeof columns)[number], dataType: string, description: string, more: object = {}) => ({
    '@type': 'cr:Field',
    '@id': `images/${name}`,
    name,
    description,
    dataType,
    source: { fileObject: { '@id': 'images.csv' }, extract: { column: name } },
    ...more,
  });
  const names = (recordSet: string, description: string, rows: readonly string[], more: object = {}) => ({
    '@type': 'cr:RecordSet',
    '@id': recordSet,
    name: recordSet,
    description,
    key: { '@id': `${recordSet}/name` },
    field: [{ '@type': 'cr:Field', '@id': `${recordSet}/name`, name: 'name', description, dataType: 'sc:Text' }],
    data: rows.map((name) => ({ [`${recordSet}/name`]: name })),
    ...more,
  });
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: dataset.name,
    description: dataset.description === '' ? counted : `${dataset.description}\n\n${counted}`,
    ...(dataset.license !== '' && { license: licenseAddress(dataset.license) }),
    ...(dataset.attribution !== '' && { creditText: dataset.attribution, citeAs: dataset.attribution }),
    url: dataset.sourceUrl === '' ? tableUrl : dataset.sourceUrl,
    identifier: version.hash,
    version: `${number}.0.0`,
    datePublished: version.createdAt.toISOString().slice(0, 10),
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': 'images.csv',
        name: 'images.csv',
        description: 'One training or validation image a line, with the address of its file.',
        contentUrl: tableUrl,
        contentSize: `${Buffer.byteLength(table)} B`,
        encodingFormat: 'text/csv',
        sha256: createHash('sha256').update(table).digest('hex'),
      },
    ],
    recordSet: [
      names('splits', 'The splits that the card describes.', ['train', 'validation'], { dataType: 'cr:Split' }),
      names('classes', 'The classes, in the order of their labels.', manifest.classNames),
      {
        '@type': 'cr:RecordSet',
        '@id': 'images',
        name: 'images',
        description: 'The training and validation images.',
        key: { '@id': 'images/path' },
        field: [
          field('path', 'sc:Text', 'Where the image lies in a folder of the set.'),
          field('split', 'sc:Text', 'The split of the image.', { references: { field: { '@id': 'splits/name' } } }),
          field('label', 'sc:Integer', 'The number of the class, from 0.'),
          field('className', 'sc:Text', 'The class.', { references: { field: { '@id': 'classes/name' } } }),
          field('sha256', 'sc:Text', 'SHA-256 of the file as it was imported.'),
          field('bytes', 'sc:Integer', 'Size of the file as it was imported.'),
          field('width', 'sc:Integer', 'Pixels.'),
          field('height', 'sc:Integer', 'Pixels.'),
          field('url', 'sc:URL', 'The image, re-encoded without metadata, for members of the course.'),
        ],
      },
    ],
  };
}

/** SPDX has an address for each of its identifiers; a name of another kind stays what it is. */
function licenseAddress(license: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(license) ? `https://spdx.org/licenses/${license}.html` : license;
}

/** As the specification's appendix has it. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};
