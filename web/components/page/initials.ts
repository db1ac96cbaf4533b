/**
 * What stands for somebody in a circle. Of a Korean name it is the end of the given name, as Koreans shorten it: 은지 of
 * 김은지. Undefined for other names, of which it is the first letters of the first and last word.
 */
export function initialsOf(name: string): string | undefined {
  const joined = name.normalize('NFC').replace(/\s/g, '');
  if (!/^[가-힣]{2,5}$/.test(joined)) return undefined;
  return joined.slice(joined.length === 2 ? -1 : -2);
}
