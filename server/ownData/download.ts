import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import yazl from 'yazl';
import { createContext, type Services, type Viewer } from '../graphql/context.ts';
import { ownFiles } from './ownFiles.ts';

/** GET /exports/account: a zip of all that the site knows of who asks. It is written while it is sent. */
export function serveOwnData(
  services: Services,
): RequestHandler<object, unknown, unknown, unknown, { viewer: Viewer | null }> {
  return async (request, response) => {
    const context = createContext(services, response.locals.viewer, request.ip ?? '');
    const zip = new yazl.ZipFile();
    const output = zip.outputStream as unknown as Readable;
    for (const { name, text } of ownFiles(context))
      zip.addReadStreamLazy(name, (open) => {
        const stream = Readable.from(text(), { objectMode: false });
        // What was sent already is no whole zip: who unpacks it sees that.
        stream.once('error', (error) => output.destroy(error));
        open(null, stream);
      });
    zip.end();
    response.set({
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="my-data.zip"',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    await pipeline(output, response);
  };
}
