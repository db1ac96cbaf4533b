import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { type ApiKeyScope, apiKeyScopes } from '#contracts/apiKeys';
import type { Context, Viewer } from './context.ts';
import { ApiError } from './errors.ts';

/** What a student does, with SUBMIT, and what only somebody who has signed in may do. Everything else needs STAFF. */
const scopes: Record<string, ApiKeyScope | 'SESSION'> = {
  submitRun: 'SUBMIT',
  submitSeeds: 'SUBMIT',
  submitTwin: 'SUBMIT',
  cancelRun: 'SUBMIT',
  exportRun: 'SUBMIT',
  joinCourse: 'SUBMIT',
  readNotices: 'SUBMIT',
  chooseNotices: 'SESSION',
  createApiKey: 'SESSION',
  revokeApiKey: 'SESSION',
  changeEmail: 'SESSION',
  changeName: 'SESSION',
  confirmEmail: 'SESSION',
  createPasswordLink: 'SESSION',
  endOtherSessions: 'SESSION',
  endSession: 'SESSION',
  eraseAccount: 'SESSION',
  eraseMyAccount: 'SESSION',
  inviteToSite: 'SESSION',
  leaveCourse: 'SESSION',
  removeSecondFactor: 'SESSION',
  requestPasswordLink: 'SESSION',
  revokeSiteInvitation: 'SESSION',
  sendEmailConfirmation: 'SESSION',
  setSiteRole: 'SESSION',
  updateSite: 'SESSION',
};

/** What a mutation needs of an API key. */
export function scopeOfMutation(name: string): ApiKeyScope | 'SESSION' {
  return scopes[name] ?? 'STAFF';
}

/** Every name in the table, for the test that looks for names that no mutation has. */
export const mutationsWithScope = Object.keys(scopes);

const permissionsSchema = z.object({ scopes: z.array(z.enum(apiKeyScopes)) });

/** What a stored key may do. Keys of versions without scopes may do everything. */
export function scopesIn(permissions: string | null | undefined): ReadonlySet<ApiKeyScope> {
  if (permissions == null) return new Set(apiKeyScopes);
  return new Set(permissionsSchema.parse(JSON.parse(permissions)).scopes);
}

/** Whether the viewer is there by a session, or by a key that has this scope. */
export function hasScope(viewer: Viewer, scope: ApiKeyScope): boolean {
  return !viewer.scopes || viewer.scopes.has(scope);
}

/** Makes every mutation of a schema refuse API keys that lack its scope, and say in its description what it needs. */
export function requireScopes(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const needed = scopeOfMutation(field.name);
    const { resolve, description } = field;
    const sentence = needed === 'SESSION' ? 'Not for API keys.' : `An API key needs the scope ${needed}.`;
    field.description = [description, sentence].filter(Boolean).join(' ');
    field.resolve = (root, args, context: Context, info) => {
      const { viewer } = context;
      if (viewer?.scopes && (needed === 'SESSION' || !hasScope(viewer, needed)))
        refuse(field.name, needed, viewer.scopes);
      return resolve?.(root, args, context, info);
    };
  }
  return schema;
}

function refuse(mutation: string, needed: ApiKeyScope | 'SESSION', scopes: ReadonlySet<ApiKeyScope>): never {
  if (needed === 'SESSION')
    throw new ApiError('FORBIDDEN', `Expected a session for ${mutation}, received an API key: sign in for it.`);
  throw new ApiError(
    'FORBIDDEN',
    `Expected an API key with the scope ${needed} for ${mutation}, received one with ${[...scopes].join(' and ')}: ` +
      'make another one on the settings page.',
    { scope: needed },
  );
}
