import { print } from 'graphql';
import { headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { apiUrl } from '../environment.ts';
import { PageFactsDocument } from './generated/graphql.ts';

const patienceMs = 2_000;
const answerSchema = z.object({
  data: z.object({
    site: z.object({ name: z.string().min(1), language: z.string() }),
    me: z.object({ language: z.string().nullable(), courseLanguage: z.string().nullable() }).nullable(),
  }),
});

type PageFacts = z.infer<typeof answerSchema>['data'];

let knownSite: PageFacts['site'] | undefined;

/**
 * What the server has to know to render a page: how the site is called, its language, and what the reader's account
 * says of theirs. Every page asks once, so that what was just saved is on the next one; while the API is away, the last
 * answer about the site counts, and the browser's cookie says the language.
 */
export const pageFacts = cache(async (): Promise<Partial<PageFacts>> => {
  try {
    const facts = await askApi((await headers()).get('cookie'));
    knownSite = facts.site;
    return facts;
  } catch {
    return knownSite ? { site: knownSite } : {};
  }
});

async function askApi(cookie: string | null): Promise<PageFacts> {
  const answer = await fetch(`${apiUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify({ query: print(PageFactsDocument) }),
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  });
  return answerSchema.parse(await answer.json()).data;
}
