import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { type ApiKeyScope, apiKeyScopes } from '#contracts/apiKeys';
import type { Context, Viewer } from './context.ts';
import { ApiError } from './errors.ts';

type Needed = ApiKeyScope | 'SESSION';

/** What a student does. */
const submitting = [
  'acceptInvitation',
  'analyseRun',
  'cancelRun',
  'chooseRun',
  'chooseNotices',
  'createTeam',
  'explainImage',
  'exportRun',
  'joinCourse',
  'joinLecture',
  'joinTeam',
  'leaveTeam',
  'predictPicture',
  'readNotices',
  'renameTeam',
  'submitLectureRun',
  'submitRun',
  'submitSeeds',
  'submitTwin',
  'updateRun',
];

/** What only somebody who has signed in may do: a key that lies in a file must not take an account over. */
const signedIn = [
  'apiKeys',
  'changeAccountEmail',
  'changeEmail',
  'changeLanguage',
  'changeName',
  'confirmEmail',
  'createApiKey',
  'createPasswordLink',
  'deleteCourse',
  'endOtherSessions',
  'endSession',
  'eraseAccount',
  'eraseMyAccount',
  'handOverCourse',
  'leaveCourse',
  // Mails have links in them that set passwords.
  'outbox',
  'removeSecondFactor',
  'requestPasswordLink',
  'revokeApiKey',
  'sendEmailConfirmation',
  'setSiteRole',
];

/** What a field of Mutation or of Query needs of an API key. What nobody thought of needs STAFF to change anything. */
function scopeOf(name: string, otherwise: ApiKeyScope): Needed {
  if (signedIn.includes(name)) return 'SESSION';
  return submitting.includes(name) ? 'SUBMIT' : otherwise;
}

/** All names above, for the test that looks for those that the API does not have. */
export const namesWithScope = [...submitting, ...signedIn];

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

/** Makes mutations and queries refuse API keys that lack their scope, and say in their description what they need. */
export function requireScopes(schema: GraphQLSchema): GraphQLSchema {
  const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.values(type?.getFields() ?? {});
  for (const field of fieldsOf(schema.getMutationType())) requireScope(field, scopeOf(field.name, 'STAFF'));
  for (const field of fieldsOf(schema.getQueryType())) requireScope(field, scopeOf(field.name, 'READ'));
  return schema;
}

function requireScope(field: GraphQLField<unknown, Context>, needed: Needed): void {
  // Every key may read.
  if (needed === 'READ') return;
  const { resolve, description } = field;
  const sentence = needed === 'SESSION' ? 'Not for API keys.' : `An API key needs the scope ${needed}.`;
  field.description = [description, sentence].filter(Boolean).join(' ');
  field.resolve = (root, args, context, info) => {
    const { viewer } = context;
    if (viewer?.scopes && (needed === 'SESSION' || !hasScope(viewer, needed)))
      refuse(field.name, needed, viewer.scopes);
    return resolve?.(root, args, context, info);
  };
}

function refuse(name: string, needed: Needed, scopes: ReadonlySet<ApiKeyScope>): never {
  if (needed === 'SESSION')
    throw new ApiError('FORBIDDEN', `Expected a session for ${name}, received an API key: sign in for it.`);
  throw new ApiError(
    'FORBIDDEN',
    `Expected an API key with the scope ${needed} for ${name}, received one with ${[...scopes].join(' and ')}: ` +
      'make another one on the settings page.',
    { scope: needed },
  );
}
