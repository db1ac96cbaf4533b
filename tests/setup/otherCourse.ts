import type { RecipeInput } from '#contracts/recipe';
import type { ShapesCourse } from './shapesCourse.ts';

/** Makes a second course with the pictures of the first one, whose join code is OTHERS. */
export async function openOtherCourse({ database, submit }: Pick<ShapesCourse, 'database' | 'submit'>) {
  const { datasetVersionId } = await database.assignment.findFirstOrThrow();
  const { id } = await database.course.create({ data: { title: 'Other shapes', joinCode: 'OTHERS' } });
  const { id: assignmentId } = await database.assignment.create({
    data: { courseId: id, title: 'The same', starterRecipe: {}, seed: 11, datasetVersionId },
  });
  return { id, submit: (recipe: RecipeInput) => submit(recipe, assignmentId) };
}
