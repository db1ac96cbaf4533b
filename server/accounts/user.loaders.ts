import { loadersOfMoment, oneByKey } from '../graphql/loaders.ts';

export const userLoaders = loadersOfMoment(({ database }) => ({
  user: oneByKey(
    (ids) => database.user.findMany({ where: { id: { in: ids } } }),
    (user) => user.id,
  ),
}));
