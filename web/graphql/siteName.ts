import { print } from 'graphql';
import { z } from 'zod';
import { apiUrl } from '../environment.ts';
import { SiteNameDocument } from './generated/graphql.ts';

/** All pages that are rendered within this time share one question. */
const freshMs = 1_000;
const patienceMs = 2_000;
const answerSchema = z.object({ data: z.object({ site: z.object({ name: z.string().min(1) }) }) });

let known: string | undefined;
let asking: Promise<string | undefined> | undefined;
let askedAt = Number.NEGATIVE_INFINITY;

/** What the administrator calls the site, for pages that the server renders; undefined until the API has answered. */
export function siteName(): Promise<string | undefined> {
  const now = performance.now();
  if (asking && now - askedAt < freshMs) return asking;
  askedAt = now;
  asking = askApi().then(
    (name) => (known = name),
    () => known,
  );
  return asking;
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
