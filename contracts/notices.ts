import { z } from 'zod';

/** What people are told, and what each sentence needs. The catalogue of texts has the sentences. */
export const noticeData = {
  RUN_ENDED: z.object({ runId: z.string(), assignment: z.string(), status: z.string() }),
  DEADLINE_NEAR: z.object({ assignmentId: z.string(), assignment: z.string(), dueAt: z.iso.datetime() }),
  GRADES_PUBLISHED: z.object({ assignmentId: z.string(), assignment: z.string() }),
  FEEDBACK: z.object({ runId: z.string(), assignment: z.string() }),
  EXTENSION: z.object({ assignmentId: z.string(), assignment: z.string() }),
  ENROLLED: z.object({ courseId: z.string(), course: z.string() }),
  WEBHOOK_OFF: z.object({ courseId: z.string(), course: z.string(), url: z.string() }),
} as const;

export type NoticeKind = keyof typeof noticeData;
export const noticeKinds = Object.keys(noticeData) as NoticeKind[];
export type NoticeData<Kind extends NoticeKind> = z.infer<(typeof noticeData)[Kind]>;

/** Where the site shows what a notice is about. */
export function noticePath(kind: NoticeKind, data: unknown): string {
  switch (kind) {
    case 'RUN_ENDED':
    case 'FEEDBACK':
      return `/runs/${noticeData[kind].parse(data).runId}`;
    case 'DEADLINE_NEAR':
    case 'GRADES_PUBLISHED':
    case 'EXTENSION':
      return `/assignments/${noticeData[kind].parse(data).assignmentId}`;
    case 'ENROLLED':
      return `/courses/${noticeData[kind].parse(data).courseId}`;
    case 'WEBHOOK_OFF':
      return `/courses/${noticeData[kind].parse(data).courseId}/webhooks`;
    default:
      return kind satisfies never;
  }
}
