import { loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

export const userLoaders = loadersOfAnswer(({ database }) => ({
  user: oneByKey(
    (ids) => database.user.findMany({ where: { id: { in: ids } } }),
    (user) => user.id,
  ),
}));
