import type { NoticeData, NoticeKind } from '#contracts/notices';
import type { Database, Transaction } from './client.ts';

/**
 * Tells people something, in the transaction of what happened. Each person has chosen whether they see it on the site
 * and whether an e-mail follows (server/notices). `once` names what is told: a person who was told it is not told it
 * again. `replaces` is a part of the data: what these people have not read of this kind with that part goes.
 */
export async function notify<Kind extends NoticeKind>(
  transaction: Database | Transaction,
  userIds: readonly string[],
  kind: Kind,
  data: NoticeData<Kind>,
  { once, replaces }: { once?: string; replaces?: Record<string, string> } = {},
): Promise<void> {
  if (userIds.length === 0) return;
  if (replaces !== undefined)
    await transaction.notice.deleteMany({
      where: {
        kind,
        userId: { in: [...userIds] },
        readAt: null,
        AND: Object.entries(replaces).map(([name, value]) => ({ data: { path: [name], equals: value } })),
      },
    });
  const choices = await transaction.noticeChoice.findMany({ where: { kind, userId: { in: [...userIds] } } });
  const choiceOf = new Map(choices.map((choice) => [choice.userId, choice]));
  const rows = userIds.map((userId) => {
    const { site = true, mail = true } = choiceOf.get(userId) ?? {};
    return {
      userId,
      kind,
      data,
      onSite: site,
      mailDue: mail,
      key: once === undefined ? null : `${kind} ${once} ${userId}`,
    };
  });
  // A notice that must be told once is kept also where nobody wants to see it: so it is known that it was told.
  const wanted = rows.filter(({ onSite, mailDue, key }) => onSite || mailDue || key !== null);
  await transaction.notice.createMany({ data: wanted, skipDuplicates: true });
}
