import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Express } from 'express';
import { ruruHTML } from 'ruru/server';
import { serveStatic } from 'ruru/static';

const page = '/graphiql';
const files = `${page}/static/`;

/** Only what this server itself serves, and only scripts with the page's nonce and what they load. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * GraphiQL at /graphiql, from the package ruru and nothing else: the schema, its descriptions, and the examples to run
 * as the person who has signed in in this browser.
 */
export function serveGraphiql(app: Express, siteUrl: string): void {
  // This server serves them under the address that they have in the page.
  app.use(serveStatic(files));
  app.get(page, async (_request, response) => {
    const nonce = randomUUID();
    const html = ruruHTML({
      staticPath: files,
      endpoint: '/graphql',
      subscriptionEndpoint: new URL('/graphql', siteUrl).href.replace(/^http/, 'ws'),
      clientConfig: { initialQuery: await examples() },
      // Without an icon of its own a browser asks for /favicon.ico.
      htmlParts: { titleTag: '<title>GraphiQL · Downstream</title>\n<link rel="icon" href="data:," />' },
    });
    response
      .set('Content-Security-Policy', contentSecurityPolicy(nonce))
      .type('html')
      .send(html.replaceAll('<script', `<script nonce="${nonce}"`));
  });
}

/** All examples in one document: the button that runs it asks which. */
async function examples(): Promise<string> {
  const folder = new URL('examples/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).toSorted();
  return (await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n');
}
