import { z } from 'zod';

/** An e-mail address as accounts have it: in small letters. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('expected an e-mail address'));

/** A domain of e-mail addresses, such as "school.edu", without an @ before it. */
export const emailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((domain) => domain.replace(/^@/, ''))
  .refine((domain) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(domain) && domain.length <= 253, {
    params: { code: 'emailDomain' },
    error: ({ input }) =>
      `expected the domain of e-mail addresses, such as school.edu, received ${JSON.stringify(input)}`,
  });

/** Whether an address is in one of the domains or below it; every address is when there are none. */
export function isInDomains(address: string, domains: readonly string[]): boolean {
  const domain = address.toLowerCase().split('@').at(-1) ?? '';
  return domains.length === 0 || domains.some((allowed) => domain === allowed || domain.endsWith(`.${allowed}`));
}
