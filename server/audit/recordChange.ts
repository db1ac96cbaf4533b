import type { Database, Prisma, Transaction } from '#prisma/client';

/** What somebody changed. `changes` holds only the fields that differ: {field: [before, after]}. */
export interface Change {
  /** Null where it concerns the whole site. */
  courseId: string | null;
  /** A noun and a verb, e.g. "assignment.update". */
  action: string;
  subjectId: string;
  /** What people call it, e.g. an assignment's title. Never a secret. */
  subject: string;
  changes?: Record<string, [before: unknown, after: unknown]>;
}

/** Adds a line to the audit log, in the transaction of the change itself: there is no change without its line. */
export async function recordChange(
  { viewer }: { viewer: { id: string } | null },
  transaction: Database | Transaction,
  { changes = {}, ...entry }: Change,
): Promise<void> {
  await transaction.auditEntry.create({
    data: {
      ...entry,
      actorId: viewer?.id ?? null,
      changes: JSON.parse(JSON.stringify(changes)) as Prisma.InputJsonObject,
    },
  });
}

/** The fields of `after` that differ from `before`, as the audit log wants them. */
export function differences<Row extends object>(before: Row, after: Partial<Row>): Record<string, [unknown, unknown]> {
  const entries = Object.entries(after) as [keyof Row & string, unknown][];
  return Object.fromEntries(
    entries
      .filter(([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value))
      .map(([field, value]) => [field, [before[field], value]]),
  );
}
