import type { PassedOverReason } from '#contracts/datasetImport';

const texts: Record<PassedOverReason | 'MISPLACED', string> = {
  HIDDEN: 'hidden',
  SYSTEM: 'of the operating system',
  OTHER_ENDING: 'no image',
  IMAGE_OF_OTHER_ENDING: 'images by content, which --include-by-content takes',
  MISPLACED: 'images in no class folder',
};

/** Files of each kind that are named; the others are counted. */
const named = 5;

/** What was not taken of a folder, and why; null when all was. */
export function passedOverText(
  files: readonly { path: string; reason: PassedOverReason | 'MISPLACED' }[],
): string | null {
  const lines = Object.entries(texts).flatMap(([reason, text]) => {
    const paths = files.filter((file) => file.reason === reason).map(({ path }) => path);
    const more = paths.length > named ? ` and ${paths.length - named} more` : '';
    return paths.length === 0 ? [] : [`  ${text}: ${paths.slice(0, named).join(', ')}${more}`];
  });
  return lines.length === 0 ? null : [`Passed over ${files.length} files:`, ...lines].join('\n');
}
