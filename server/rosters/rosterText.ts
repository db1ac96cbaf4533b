import iconv from 'iconv-lite';

/** The encodings that a roster may have, and what iconv-lite calls them. */
export const rosterEncodings = {
  UTF_8: 'utf8',
  UTF_16LE: 'utf-16le',
  UTF_16BE: 'utf-16be',
  CP949: 'cp949',
  WINDOWS_1252: 'windows-1252',
} as const;
export type RosterEncoding = keyof typeof rosterEncodings;

/** The text of a file, in the encoding that it is said to have, or else in the one that its bytes speak for. */
export function decodeRoster(bytes: Buffer, said?: RosterEncoding | null): { text: string; encoding: RosterEncoding } {
  const encoding = said ?? encodingOf(bytes);
  // A byte-order mark is no text.
  const text = iconv.decode(bytes, rosterEncodings[encoding]).replace(/^\uFEFF/, '');
  return { text, encoding };
}

function encodingOf(bytes: Buffer): RosterEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF_16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF_16BE';
  if (bytes.includes(0)) return withoutMark(bytes);
  if (isUtf8(bytes)) return 'UTF_8';
  return isKorean(bytes) ? 'CP949' : 'WINDOWS_1252';
}

/** Commas, digits and letters of addresses have a zero byte in UTF-16: the second one of two, or the first. */
function withoutMark(bytes: Buffer): RosterEncoding {
  let even = 0;
  let odd = 0;
  for (const [index, byte] of bytes.entries())
    if (byte === 0) {
      if (index % 2 === 0) even += 1;
      else odd += 1;
    }
  return odd >= even ? 'UTF_16LE' : 'UTF_16BE';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether bytes beyond ASCII are Korean (CP949, of which EUC-KR is a part) and not Western letters (Windows-1252, of
 * which Latin-1 is a part). Korean ones come in pairs that mean Hangul, and most of its syllables have a high second
 * byte; an é or ü between ASCII letters is no such pair.
 */
function isKorean(bytes: Buffer): boolean {
  const text = iconv.decode(bytes, 'cp949');
  const letters = [...text].filter((letter) => letter > '\u007F');
  if (letters.length === 0 || text.includes('\uFFFD')) return false;
  const hangul = letters.filter((letter) => /[\uAC00-\uD7A3]/.test(letter));
  const common = hangul.filter((letter) => (iconv.encode(letter, 'cp949')[1] ?? 0) >= 0xa1);
  return common.length * 2 > letters.length;
}
