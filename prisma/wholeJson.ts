import type { Transaction } from './client.ts';

/**
 * Writes a run's recipe, or an assignment's starter recipe, once more where Prisma has lost part of it: Prisma drops
 * the key `__proto__`, which may be the name of a class.
 */
export async function writeWholeRecipe(
  transaction: Transaction,
  { table, id }: { table: 'run' | 'assignment'; id: string },
  recipe: object,
): Promise<void> {
  const text = JSON.stringify(recipe);
  if (!text.includes('"__proto__"')) return;
  if (table === 'run') await transaction.$executeRaw`UPDATE run SET recipe = ${text}::jsonb WHERE id = ${id}`;
  else await transaction.$executeRaw`UPDATE assignment SET "starterRecipe" = ${text}::jsonb WHERE id = ${id}`;
}
