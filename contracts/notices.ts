import { z } from 'zod';

/** What people are told, and what each sentence needs. The catalogue of texts has the sentences. */
export const noticeData = {
  /** `run` is what the run is called; older notices do not say it. */
  RUN_ENDED: z.object({
    runId: z.string(),
    run: z.string().optional(),
    assignment: z.string(),
    status: z.string(),
  }),
  DEADLINE_NEAR: z.object({ assignmentId: z.string(), assignment: z.string(), dueAt: z.iso.datetime() }),
  GRADES_PUBLISHED: z.object({ assignmentId: z.string(), assignment: z.string() }),
  FEEDBACK: z.object({ runId: z.string(), run: z.string().optional(), assignment: z.string() }),
  ASSIGNMENT_PUBLISHED: z.object({ assignmentId: z.string(), assignment: z.string() }),
  DATES_CHANGED: z.object({ assignmentId: z.string(), assignment: z.string() }),
  /** The person's runs so far do not count any more. */
  REVISION: z.object({ assignmentId: z.string(), assignment: z.string() }),
  /** The last two are missing in older notices, which were all of granted ones. */
  EXTENSION: z.object({
    assignmentId: z.string(),
    assignment: z.string(),
    change: z.enum(['GRANTED', 'CHANGED', 'REVOKED']).optional(),
    extensionId: z.string().optional(),
  }),
  ENROLLED: z.object({ courseId: z.string(), course: z.string() }),
  WEBHOOK_OFF: z.object({ courseId: z.string(), course: z.string(), url: z.string() }),
} as const;

export type NoticeKind = keyof typeof noticeData;
export const noticeKinds = Object.keys(noticeData) as NoticeKind[];
export type NoticeData<Kind extends NoticeKind> = z.infer<(typeof noticeData)[Kind]>;
