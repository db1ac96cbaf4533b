import { print } from 'graphql';
import { z } from 'zod';
import { apiUrl } from '../environment.ts';
import { SiteNameDocument } from './generated/graphql.ts';

const patienceMs = 2_000;
const answerSchema = z.object({ data: z.object({ site: z.object({ name: z.string().min(1) }) }) });

let known: string | undefined;

/**
 * What the administrator calls the site, for pages that the server renders; undefined until the API has answered. Every
 * page asks, so that a name that was just saved is on the next one; while the API is away the last answer counts.
 */
export async function siteName(): Promise<string | undefined> {
  known = await askApi().catch(() => known);
  return known;
}

async function askApi(): Promise<string> {
  const answer = await fetch(`${apiUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(SiteNameDocument) }),
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  });
  return answerSchema.parse(await answer.json()).data.site.name;
}
