import { courseCodeLength, normalizeCode } from '#contracts/codes';
import { joinAddress } from '../page/joinAddress.ts';

/** Where a typed code leads: that of a course is longer than that of a lecture. */
export function codeAddress(typed: string): string {
  const code = normalizeCode(typed);
  return code.length === courseCodeLength ? joinAddress(code) : `/go/${encodeURIComponent(code)}`;
}
