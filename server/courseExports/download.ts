import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import yazl from 'yazl';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import { createContext, type Services, type Viewer } from '../graphql/context.ts';
import { courseFiles } from './courseFiles.ts';

/**
 * GET /exports/courses/:id: a zip of all that a course holds, to its staff. It is written while it is sent, so it
 * begins at once and takes as long as the course is large.
 */
export function serveCourseExport(
  services: Services,
): RequestHandler<{ id: string }, unknown, unknown, unknown, { viewer: Viewer | null }> {
  return async (request, response) => {
    const context = createContext(services, response.locals.viewer, request.ip ?? '');
    const course = await getCourse(context, request.params.id);
    await requireStaff(context, course.id, 'export it');
    await recordChange(context, context.database, {
      courseId: course.id,
      action: 'course.export',
      subjectId: course.id,
      subject: course.title,
    });
    const zip = new yazl.ZipFile();
    const output = zip.outputStream as unknown as Readable;
    for (const { name, text } of courseFiles(context, course))
      zip.addReadStreamLazy(name, (open) => {
        const stream = Readable.from(text(), { objectMode: false });
        // What was sent already is no whole zip: who unpacks it sees that.
        stream.once('error', (error) => output.destroy(error));
        open(null, stream);
      });
    zip.end();
    const title = `${course.title.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'course'}.zip`;
    response.set({
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="course.zip"; filename*=UTF-8''${encodeURIComponent(title)}`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    await pipeline(output, response);
  };
}
