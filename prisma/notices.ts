import type { NoticeData, NoticeKind } from '#contracts/notices';
import type { Database, Transaction } from './client.ts';

/** Tells people something, in the transaction of what happened. Whether an e-mail follows is each person's choice. */
export async function notify<Kind extends NoticeKind>(
  transaction: Database | Transaction,
  userIds: readonly string[],
  kind: Kind,
  data: NoticeData<Kind>,
): Promise<void> {
  await transaction.notice.createMany({ data: userIds.map((userId) => ({ userId, kind, data })) });
}
