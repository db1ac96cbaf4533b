import { z } from 'zod';
import { type ApiKeyScope, apiKeyScopes, mostKeyDays, mostKeys } from '#contracts/apiKeys';
import { line } from '#contracts/line';
import { databaseNow } from '#prisma/clock';
import type { Auth } from '../accounts/auth.ts';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context, Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { scopesIn } from '../graphql/scopes.ts';
import type { ApiKey, CreateApiKeyInput, CreateApiKeyPayload } from './apiKey.type.ts';

/** What API keys need of a server. */
export interface ApiKeyServices {
  auth: Auth;
}

export type ApiKeyContext = Context & ApiKeyServices;

const day = 24 * 60 * 60;

const inputSchema = z.object({
  name: line(32),
  scopes: z.array(z.enum(apiKeyScopes)),
  days: z.int().min(1).max(mostKeyDays),
});

/** The viewer's keys that have not ended, newest first. Throws UNAUTHENTICATED, or FORBIDDEN to an API key. */
export async function listApiKeys(context: Context): Promise<ApiKey[]> {
  const { id } = requireSession(context);
  const rows = await context.database.apikey.findMany({
    where: { referenceId: id, OR: [{ expiresAt: null }, { expiresAt: { gt: databaseNow() } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    // Keys of versions without a limit are listed too.
    take: 2 * mostKeys,
  });
  return rows.map(shown);
}

/** Throws UNAUTHENTICATED, FORBIDDEN or BAD_USER_INPUT. */
export async function createApiKey(context: ApiKeyContext, input: CreateApiKeyInput): Promise<CreateApiKeyPayload> {
  const { id: userId } = requireSession(context);
  const { name, scopes, days } = checkInput(inputSchema, input);
  if ((await listApiKeys(context)).length >= mostKeys)
    throw new ApiError('BAD_USER_INPUT', `Expected at most ${mostKeys} keys: revoke some that you do not use.`, {
      detail: 'KEYS_FULL',
      most: mostKeys,
    });
  const { id, key } = await context.auth.api.createApiKey({
    body: {
      userId,
      name,
      expiresIn: days * day,
      permissions: { scopes: [...new Set<ApiKeyScope>(['READ', ...scopes])] },
    },
  });
  return { key, apiKey: shown(await context.database.apikey.findUniqueOrThrow({ where: { id } })) };
}

/** From now on the key does not work. Throws UNAUTHENTICATED, FORBIDDEN or NOT_FOUND. */
export async function revokeApiKey(context: Context, id: string): Promise<ApiKey> {
  const viewer = requireSession(context);
  const row = await context.database.apikey.findFirst({ where: { id, referenceId: viewer.id } });
  if (!row) throw new ApiError('NOT_FOUND', `Expected the id of one of your API keys, received "${id}".`);
  await context.database.apikey.deleteMany({ where: { id } });
  return shown(row);
}

/** A key lies in a file. A thief must not get another one with it that lasts longer or may do more. */
function requireSession(context: Context): Viewer {
  const viewer = requireViewer(context);
  if (viewer.scopes)
    throw new ApiError('FORBIDDEN', 'Expected a session, received an API key: sign in to see and change your keys.');
  return viewer;
}

type Row = Awaited<ReturnType<Context['database']['apikey']['findUniqueOrThrow']>>;

function shown({ id, name, start, createdAt, lastRequest, expiresAt, permissions }: Row): ApiKey {
  return {
    id,
    name: name ?? '',
    start: start ?? '',
    scopes: [...scopesIn(permissions)],
    createdAt,
    lastUsedAt: lastRequest,
    expiresAt,
  };
}
