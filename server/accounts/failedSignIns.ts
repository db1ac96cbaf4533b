import { createHash } from 'node:crypto';
import type { Database } from '#prisma/client';

/** So many wrong passwords are allowed from the first one on until `seconds` later. */
interface Allowance {
  failures: number;
  seconds: number;
}

/** From one address somebody who mistypes has enough, and a program that guesses has 960 tries a day. */
const fromOneAddress: Allowance = { failures: 10, seconds: 15 * 60 };
/** From all addresses together: more than one address alone can use up, or anybody could keep a person out. */
const fromEverywhere: Allowance = { failures: 100, seconds: 60 * 60 };

function counters(email: string, address: string): [what: string, allowance: Allowance][] {
  return [
    [`${email}\n${address}`, fromOneAddress],
    [email, fromEverywhere],
  ];
}

/**
 * Counts an attempt to sign in as a failed one, before its password is looked at: of many at once, none is overlooked.
 * @returns the seconds to wait when there were too many; else undefined
 */
export async function countFailedSignIn(
  database: Database,
  email: string,
  address: string,
): Promise<number | undefined> {
  for (const [what, { failures, seconds }] of counters(email, address)) {
    const [counted] = await database.$queryRaw<[{ count: number; wait: number }]>`
      INSERT INTO failed_sign_ins AS failed (key, count, "forgottenAt")
      VALUES (${keyOf(what)}, 1, now() + make_interval(secs => ${seconds}))
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN failed."forgottenAt" <= now() THEN 1 ELSE failed.count + 1 END,
        "forgottenAt" = CASE WHEN failed."forgottenAt" <= now() THEN excluded."forgottenAt" ELSE failed."forgottenAt" END
      RETURNING count, ceil(extract(epoch FROM "forgottenAt" - now()))::int AS wait`;
    if (counted.count > failures) return counted.wait;
  }
  return undefined;
}

/** Takes an attempt back: its password was right. */
export async function forgiveSignIn(database: Database, email: string, address: string): Promise<void> {
  const keys = counters(email, address).map(([what]) => keyOf(what));
  await database.failedSignIns.updateMany({
    where: { key: { in: keys }, count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

/** Deletes what no longer counts. */
export async function forgetFailedSignIns(database: Database): Promise<void> {
  await database.$executeRaw`DELETE FROM failed_sign_ins WHERE "forgottenAt" <= now()`;
}

/** Of one length, however long an e-mail address is sent; and who mistyped is not written down. */
function keyOf(what: string): string {
  return createHash('sha256').update(what).digest('hex');
}
