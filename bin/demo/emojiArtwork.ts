import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fetchPackage, type NpmPackage } from '#learning';

/** One set of emoji pictures, as an npm package carries it. */
interface Artwork {
  vendor: 'google' | 'twitter';
  package: NpmPackage;
  attribution: string;
}

const artworks: Artwork[] = [
  {
    vendor: 'google',
    package: {
      name: 'emoji-datasource-google',
      version: '16.0.0',
      integrity: 'sha512-ZRexfzs7MVoLnmzZmNsO4TKhnAJp5D++Vm6PpUpH/jEQQlemp3l88CjZ+DoZ2faM9R4QxZkOPJCoT8DlPhfQ3A==',
    },
    attribution: 'Noto Emoji by Google, Apache License 2.0',
  },
  {
    vendor: 'twitter',
    package: {
      name: 'emoji-datasource-twitter',
      version: '16.0.0',
      integrity: 'sha512-7F+uCuHH+7Qnrc15P5tnbvKkg9E6tlzi4MnT2uW1RlN4pLYTza6cP/dstIfSDMtpjFLWuZewWg8jBbuL2eyELQ==',
    },
    attribution: 'Twemoji by Twitter and its contributors, CC-BY 4.0',
  },
];

const vendors = artworks.map((artwork) => artwork.attribution).join('; ');
/** Whose pictures the demo shows. */
export const attribution = `${vendors}; from the npm packages emoji-datasource-* 16.0.0.`;

const emojiSchema = z.object({
  unified: z.string(),
  category: z.string(),
  image: z.string(),
  has_img_google: z.boolean(),
  has_img_twitter: z.boolean(),
});

export interface Emoji {
  /** Its code points, e.g. `1F415-200D-1F9BA`. */
  id: string;
  category: string;
  /** A 64-pixel PNG a vendor, some of it transparent. */
  pictures: { vendor: string; path: string }[];
}

/** Fetches both packages, or finds them in the cache, and answers every emoji with its pictures. */
export async function fetchEmoji(cacheDirectory: string): Promise<Emoji[]> {
  const folders = await Promise.all(
    artworks.map(async (artwork) => {
      const members = ['emoji.json', `img/${artwork.vendor}/64/`];
      return { vendor: artwork.vendor, path: await fetchPackage(artwork.package, { cacheDirectory, members }) };
    }),
  );
  const table = z.array(emojiSchema).parse(JSON.parse(await readFile(join(folders[0]!.path, 'emoji.json'), 'utf8')));
  return table.map((emoji) => ({
    id: emoji.unified,
    category: emoji.category,
    pictures: folders
      .filter(({ vendor }) => emoji[`has_img_${vendor}`])
      .map(({ vendor, path }) => ({ vendor, path: join(path, 'img', vendor, '64', emoji.image) })),
  }));
}
