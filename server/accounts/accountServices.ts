import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { ApiError } from '../graphql/errors.ts';
import type { AccountServices } from './account.context.ts';
import type { Auth } from './auth.ts';
import type { PasswordGuesses } from './passwordGuesses.ts';
import { newToken } from './secretLink.ts';

/** An account that signs in elsewhere shows that it is its owner's by signing in again. */
const freshForMs = 15 * 60 * 1000;

/** What the API asks of better-auth, which has the passwords. */
export function passwordServices(
  database: Database,
  auth: Auth,
  guesses: PasswordGuesses,
  rateLimit: boolean,
): Pick<AccountServices, 'requirePassword' | 'issuePasswordToken'> {
  return {
    async requirePassword(viewer, password, address) {
      const { internalAdapter, password: passwords } = await auth.$context;
      const hash = (await internalAdapter.findCredentialAccount(viewer.id))?.password;
      if (!hash) return requireFreshSession(database, viewer.sessionId);
      const isRight = async () => password !== null && (await passwords.verify({ hash, password }));
      const attempt = { email: viewer.email, address };
      if (!(rateLimit ? await guesses.judge(attempt, isRight) : await isRight()))
        throw new ApiError('WRONG_PASSWORD', 'Expected the password of your account, received another.');
    },
    async issuePasswordToken(userId, validMs) {
      const { internalAdapter } = await auth.$context;
      const { token } = newToken();
      await internalAdapter.createVerificationValue({
        identifier: `reset-password:${token}`,
        value: userId,
        expiresAt: new Date(databaseNow().getTime() + validMs),
      });
      return token;
    },
  };
}

async function requireFreshSession(database: Database, sessionId: string): Promise<void> {
  const session = await database.session.findUnique({ where: { id: sessionId } });
  if (!session || session.createdAt.getTime() < databaseNow().getTime() - freshForMs)
    throw new ApiError('SIGN_IN_AGAIN', 'Expected that you have signed in within the last 15 minutes: sign in again.');
}
