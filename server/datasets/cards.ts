import type { RequestHandler } from 'express';
import { createContext, type Services, type Viewer } from '../graphql/context.ts';
import { type Card, croissant, imageTable } from './croissant.ts';
import type { DatasetServices } from './dataset.context.ts';
import { getVersion, numberOf } from './dataset.service.ts';

type Handler = RequestHandler<{ versionId: string }, unknown, unknown, unknown, { viewer: Viewer | null }>;

/** GET /cards/:versionId/croissant.json: a version's card, to who may see the version. */
export function serveCard(services: Services & DatasetServices, siteUrl: string): Handler {
  return serve(services, siteUrl, 'application/ld+json; charset=utf-8', (card) => ({
    fileName: 'croissant.json',
    body: `${JSON.stringify(croissant(card), null, 2)}\n`,
  }));
}

/** GET /cards/:versionId/images.csv: the table of images that the card names. */
export function serveImageTable(services: Services & DatasetServices, siteUrl: string): Handler {
  return serve(services, siteUrl, 'text/csv; charset=utf-8', (card) => ({
    fileName: 'images.csv',
    body: imageTable(card),
  }));
}

function serve(
  services: Services & DatasetServices,
  siteUrl: string,
  contentType: string,
  fileOf: (card: Card) => { fileName: string; body: string },
): Handler {
  return async (request, response) => {
    const context = createContext(services, response.locals.viewer, request.ip ?? '');
    const { version, dataset } = await getVersion(context, request.params.versionId);
    const number = await numberOf(context, version);
    const manifest = await services.readManifest(version.manifest);
    const { fileName, body } = fileOf({ dataset, version, number, manifest, siteUrl });
    response.set({
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
    });
    response.send(body);
  };
}
