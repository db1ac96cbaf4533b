import type { NoticeData, NoticeKind } from './notices.ts';

/** Where the site shows what a notice is about. */
export function noticePath(kind: NoticeKind, data: unknown): string {
  switch (kind) {
    case 'RUN_ENDED':
    case 'FEEDBACK':
      return `/runs/${(data as NoticeData<typeof kind>).runId}`;
    case 'DEADLINE_NEAR':
    case 'GRADES_PUBLISHED':
    case 'ASSIGNMENT_PUBLISHED':
    case 'DATES_CHANGED':
    case 'REVISION':
    case 'EXTENSION':
      return `/assignments/${(data as NoticeData<typeof kind>).assignmentId}`;
    case 'ENROLLED':
      return `/courses/${(data as NoticeData<typeof kind>).courseId}`;
    case 'WEBHOOK_OFF':
      return `/courses/${(data as NoticeData<typeof kind>).courseId}/webhooks`;
    default:
      return kind satisfies never;
  }
}
