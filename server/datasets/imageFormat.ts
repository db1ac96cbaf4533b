/** The formats that datasets may hold and browsers show. */
export const imageFormats = ['JPEG', 'PNG', 'GIF', 'WebP'] as const;

const signatures: { mediaType: string; matches: (bytes: Buffer) => boolean }[] = [
  { mediaType: 'image/jpeg', matches: (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  {
    mediaType: 'image/png',
    matches: (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  },
  { mediaType: 'image/gif', matches: (bytes) => ['GIF87a', 'GIF89a'].includes(bytes.toString('latin1', 0, 6)) },
  {
    mediaType: 'image/webp',
    matches: (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
];

/** The media type of an image by its first bytes; undefined for anything else. */
export function imageFormat(bytes: Buffer): string | undefined {
  return signatures.find(({ matches }) => matches(bytes))?.mediaType;
}
