import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, Weights as WeightsRow } from '#prisma/client';
import { courseLoaders } from '../courses/course.loaders.ts';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import { weightsLoaders } from './weights.loaders.ts';
import { Weights } from './weights.type.ts';

@Resolver(() => Weights)
export class WeightsResolver {
  @FieldResolver(() => Course)
  course(@Root() weights: WeightsRow, @Ctx() context: Context): Promise<CourseRow | null> {
    return courseLoaders(context).course.load(weights.courseId);
  }
}

@Resolver(() => Course)
export class CourseWeightsResolver {
  @FieldResolver(() => [Weights], {
    description: "What recipes may name besides a backbone's own weights, newest first.",
  })
  publishedWeights(@Root() course: CourseRow, @Ctx() context: Context): Promise<WeightsRow[]> {
    return weightsLoaders(context).weightsOfCourse.load(course.id);
  }
}
