import { requireSession } from '../accounts/viewer.ts';
import { type Context, createContext } from '../graphql/context.ts';
import { readEvaluation } from '../runs/evaluation.service.ts';

/** A file of the copy: its text comes piece by piece, so that many runs need no more memory than few. */
export interface OwnFile {
  name: string;
  text: () => AsyncIterable<string>;
}

const runsAtOnce = 50;

/** All that the site knows of the viewer, as they may see it: scores as the pages show them, grades once published. */
export function ownFiles(context: Context): OwnFile[] {
  const { id: userId } = requireSession(context);
  const { database } = context;
  const whole = (name: string, read: () => Promise<unknown>): OwnFile => ({
    name,
    async *text() {
      yield `${JSON.stringify(await read(), null, 2)}\n`;
    },
  });
  return [
    whole('account.json', () =>
      database.user.findUniqueOrThrow({
        where: { id: userId },
        select: {
          id: true,
          name: true,
          email: true,
          emailVerified: true,
          siteRole: true,
          twoFactorEnabled: true,
          createdAt: true,
          accounts: { select: { providerId: true, accountId: true, createdAt: true } },
          sessions: { select: { userAgent: true, ipAddress: true, createdAt: true, expiresAt: true } },
        },
      }),
    ),
    whole('api-keys.json', () =>
      database.apikey.findMany({
        where: { referenceId: userId },
        select: { name: true, start: true, createdAt: true, lastRequest: true, expiresAt: true },
      }),
    ),
    whole('courses.json', () =>
      database.enrollment.findMany({
        where: { userId },
        select: {
          role: true,
          studentNumber: true,
          pseudonym: true,
          joinedAt: true,
          removedAt: true,
          course: { select: { id: true, title: true } },
          section: { select: { name: true } },
        },
      }),
    ),
    whole('teams.json', () =>
      database.teamMember.findMany({
        where: { userId },
        select: { assignmentId: true, team: { select: { id: true, name: true } } },
      }),
    ),
    whole('grades.json', () =>
      database.grade.findMany({
        where: { studentId: userId, OR: [{ publishedAt: { not: null } }, { excused: true }] },
        select: {
          assignment: { select: { id: true, title: true } },
          excused: true,
          publishedPoints: true,
          publishedOutOf: true,
          publishedAt: true,
          feedback: true,
        },
      }),
    ),
    whole('notices.json', () =>
      database.notice.findMany({
        where: { userId },
        select: { kind: true, data: true, createdAt: true, readAt: true },
      }),
    ),
    whole('what-you-changed.json', () =>
      database.auditEntry.findMany({
        where: { actorId: userId },
        select: { action: true, subject: true, createdAt: true },
        orderBy: { createdAt: 'asc' },
      }),
    ),
    { name: 'runs.jsonl', text: () => ownRuns(context, userId) },
  ];
}

/** One run a line, with its recipe, its epochs and its scores. */
async function* ownRuns(context: Context, studentId: string): AsyncIterable<string> {
  for (let after: string | undefined; ; ) {
    const runs = await context.database.run.findMany({
      where: { studentId, ...(after && { id: { gt: after } }) },
      include: { assignment: true, epochs: { orderBy: { epoch: 'asc' }, omit: { runNumber: true } } },
      orderBy: { id: 'asc' },
      take: runsAtOnce,
    });
    // Loaders remember what they have read until an answer ends: each of these pages is one.
    const page = createContext(context, context.viewer, context.address);
    const lines = await Promise.all(
      runs.map(async ({ assignment, epochs, ...run }) => {
        const scores = await readEvaluation(page, run, assignment);
        const { id, recipe, status, submittedAt, startedAt, finishedAt, daysLate, name, note, tags, feedback } = run;
        const line = { id, assignment: { id: assignment.id, title: assignment.title }, status, recipe, submittedAt };
        return { ...line, startedAt, finishedAt, daysLate, name, note, tags, feedback, scores, epochs };
      }),
    );
    for (const line of lines) yield `${JSON.stringify(line)}\n`;
    after = runs.at(-1)?.id;
    if (runs.length < runsAtOnce) return;
  }
}
