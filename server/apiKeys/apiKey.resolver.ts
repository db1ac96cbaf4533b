import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.ts';
import { type ApiKeyContext, createApiKey, listApiKeys, revokeApiKey } from './apiKey.service.ts';
import { ApiKey, CreateApiKeyInput, CreateApiKeyPayload } from './apiKey.type.ts';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => [ApiKey], {
    description: "One's own keys that have not ended, newest first. A session may ask, no key.",
  })
  apiKeys(@Ctx() context: Context): Promise<ApiKey[]> {
    return listApiKeys(context);
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key with which a program acts as oneself.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'What it is called and what it may do.' })
    input: CreateApiKeyInput,
    @Ctx() context: ApiKeyContext,
  ): Promise<CreateApiKeyPayload> {
    return createApiKey(context, input);
  }

  @Mutation(() => ApiKey, { description: "One of one's own keys: it does not work any more." })
  revokeApiKey(
    @Arg('id', () => ID, { description: 'The id of the key, which is not the key itself.' }) id: string,
    @Ctx() context: Context,
  ): Promise<ApiKey> {
    return revokeApiKey(context, id);
  }
}
