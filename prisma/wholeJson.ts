import { Prisma, type Transaction } from './client.ts';

/**
 * Writes a recipe into a row's JSON column once more where Prisma has lost part of it: it drops the key `__proto__`,
 * which may be the name of a class.
 */
export async function writeWholeRecipe(
  transaction: Transaction,
  place: { table: 'run' | 'assignment'; column: 'recipe' | 'starterRecipe'; id: string },
  recipe: object,
): Promise<void> {
  const text = JSON.stringify(recipe);
  if (!text.includes('"__proto__"')) return;
  const [table, column] = [Prisma.raw(`"${place.table}"`), Prisma.raw(`"${place.column}"`)];
  await transaction.$executeRaw`UPDATE ${table} SET ${column} = ${text}::jsonb WHERE id = ${place.id}`;
}
