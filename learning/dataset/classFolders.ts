import type { PassedOverReason } from '#contracts/datasetImport';
import { imageFormatOf } from '#contracts/imageFormats';
import type { Listing } from './listing.ts';
import { asListed } from './order.ts';

/** An image file of a class. */
export interface ListedImage {
  /** As the listing has it. */
  path: string;
  /** Below the class's folder, in Unicode's composed form (NFC). */
  name: string;
}

export interface PassedOver {
  path: string;
  reason: PassedOverReason;
}

/** What the folder of a split holds. */
export interface ClassFolders {
  /** The images of each class, by its name in NFC, in the order in which Keras lists them. */
  classes: Map<string, ListedImage[]>;
  passedOver: PassedOver[];
  /** Paths of images that lie in no class's folder. */
  misplaced: string[];
  /** What makes the folder one that cannot be read: two classes of one name. */
  problems: string[];
}

/** The endings that Keras reads, and two more. */
const imageEnding = /\.(png|jpe?g|bmp|ppm|tiff?|webp|gif)$/i;
/** What operating systems and browsers leave in folders. */
const systemName = /^(__MACOSX|Thumbs\.db|ehthumbs\.db|ehthumbs_vista\.db|desktop\.ini|Icon\r)$/i;
const systemFile = /[:.]Zone\.Identifier$/i;
/** Folders that programs hide. Another class folder that begins with a dot may be a class. */
const hiddenFolder =
  /^\.(git|svn|hg|idea|vscode|cache|ipynb_checkpoints|thumbs|thumbnails|Trash.*|AppleDouble|fseventsd|Spotlight-.*)$/i;

/** Why a file is passed over whatever it holds: the first segment of its path that is hidden or a system's. */
export function clutterIn(segments: readonly string[]): 'HIDDEN' | 'SYSTEM' | undefined {
  for (const segment of segments) {
    if (systemName.test(segment) || systemFile.test(segment)) return 'SYSTEM';
    if (segment.startsWith('.')) return 'HIDDEN';
  }
  return undefined;
}

export function hasImageEnding(path: string): boolean {
  return imageEnding.test(path);
}

/**
 * Reads the folder of a split, `root` ("" or a path that ends in `/`), as Keras's `flow_from_directory` does: the files
 * with an image's ending, in capitals too, at any depth of a class's folder. Hidden files and those that operating
 * systems leave behind are passed over, where Keras stumbles over some of them. With `byContent`, files with other
 * endings are images if their first bytes say so. Nothing is left out without being listed.
 */
export async function readClassFolders(
  listing: Listing,
  root: string,
  { byContent = false } = {},
): Promise<ClassFolders> {
  const classes = new Map<string, ListedImage[]>();
  const written = new Map<string, Set<string>>();
  const passedOver: PassedOver[] = [];
  const misplaced: string[] = [];
  const open = (folder: string): ListedImage[] => {
    const name = folder.normalize('NFC');
    written.set(name, (written.get(name) ?? new Set()).add(folder));
    const images = classes.get(name) ?? [];
    classes.set(name, images);
    return images;
  };

  for (const path of listing.folders) {
    const [folder, deeper] = below(path, root);
    if (folder !== undefined && deeper === undefined && !clutterIn([folder])) open(folder);
  }
  for (const { path, bytes } of listing.files) {
    const [first, ...deeper] = below(path, root);
    if (first === undefined) continue;
    const inClass = deeper.length > 0;
    const reason = clutterIn(inClass ? deeper : [first]) ?? (inClass ? clutterOfClass(first) : undefined);
    if (reason) passedOver.push({ path, reason });
    else if (!inClass && imageEnding.test(path)) misplaced.push(path);
    else if (!inClass) passedOver.push({ path, reason: 'OTHER_ENDING' });
    else if (imageEnding.test(path)) open(first).push({ path, name: deeper.join('/').normalize('NFC') });
    else if (bytes <= 0 || !imageFormatOf(await listing.read(path).catch(() => new Uint8Array())))
      passedOver.push({ path, reason: 'OTHER_ENDING' });
    else if (byContent) open(first).push({ path, name: deeper.join('/').normalize('NFC') });
    else passedOver.push({ path, reason: 'IMAGE_OF_OTHER_ENDING' });
  }
  for (const images of classes.values()) images.sort((a, b) => asListed(a.name, b.name));
  return {
    classes,
    passedOver,
    misplaced,
    problems: [...written].flatMap(([name, forms]) => twins(name, forms, root)),
  };
}

function below(path: string, root: string): string[] {
  return path.startsWith(root) ? path.slice(root.length).split('/') : [];
}

function clutterOfClass(folder: string): 'HIDDEN' | 'SYSTEM' | undefined {
  if (hiddenFolder.test(folder)) return 'HIDDEN';
  return folder.startsWith('.') ? undefined : clutterIn([folder]);
}

/** The folders that have one name in NFC, and by what they differ. */
function twins(name: string, forms: ReadonlySet<string>, root: string): string[] {
  if (forms.size < 2) return [];
  const described = [...forms]
    .map((form) => `"${form}" (${form === name ? 'composed, NFC' : 'not composed'}: ${[...form].length} code points)`)
    .join(' and ');
  const place = root === '' ? '' : ` in ${root.slice(0, -1)}`;
  return [`expected every class once, received ${described}${place}: one name in two Unicode forms`];
}
