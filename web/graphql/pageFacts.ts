import { cache } from 'react';
import { z } from 'zod';
import type { PageFacts } from './apiClient.ts';
import { PageFactsDocument, type PageFactsQuery } from './generated/graphql.ts';
import { askApi } from './serverApi.ts';

const factsSchema = z.object({
  site: z.looseObject({ name: z.string().min(1) }),
  me: z.looseObject({ id: z.string() }).nullable(),
});

let knownSite: PageFacts['site'];

/**
 * What the server has to know to render a page: how the site is called, who reads it, and in which language. Every page
 * asks once, so that what was just saved is on the next one; while the API is away, the last answer about the site
 * counts, and the browser's cookie says the language.
 */
export const pageFacts = cache(async (): Promise<PageFacts> => {
  try {
    const facts = factsSchema.parse(await askApi(PageFactsDocument, {})) as PageFactsQuery;
    knownSite = facts.site;
    return facts;
  } catch {
    return knownSite ? { site: knownSite } : {};
  }
});
