import { print } from 'graphql';
import { headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { apiUrl } from '../environment.ts';
import type { PageFacts } from './apiClient.ts';
import { PageFactsDocument, type PageFactsQuery } from './generated/graphql.ts';

const patienceMs = 2_000;
const answerSchema = z.object({
  data: z.object({
    site: z.looseObject({ name: z.string().min(1) }),
    me: z.looseObject({ id: z.string() }).nullable(),
  }),
});

let knownSite: PageFacts['site'];

/**
 * What the server has to know to render a page: how the site is called, who reads it, and in which language. Every page
 * asks once, so that what was just saved is on the next one; while the API is away, the last answer about the site
 * counts, and the browser's cookie says the language.
 */
export const pageFacts = cache(async (): Promise<PageFacts> => {
  try {
    const facts = await askApi((await headers()).get('cookie'));
    knownSite = facts.site;
    return facts;
  } catch {
    return knownSite ? { site: knownSite } : {};
  }
});

async function askApi(cookie: string | null): Promise<PageFactsQuery> {
  const answer = await fetch(`${apiUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify({ query: print(PageFactsDocument) }),
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  });
  return answerSchema.parse(await answer.json()).data as PageFactsQuery;
}
