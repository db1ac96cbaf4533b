import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, Weights as WeightsRow } from '#prisma/client';
import { requireStaff } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { getCourse } from '../courses/course.service.ts';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import type { RunContext } from '../runs/run.service.ts';
import { findWeightsUpload, type UploadContext, uploadWeights } from './uploadWeights.ts';
import { weightsLoaders } from './weights.loaders.ts';
import { UploadWeightsInput, Weights, WeightsUpload } from './weights.type.ts';

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

@Resolver(() => WeightsUpload)
export class WeightsUploadResolver {
  @Mutation(() => WeightsUpload, {
    description:
      'Staff only. Of an .h5 or .keras file of any Keras version, or a zip of one or of a TensorFlow.js layers model; ' +
      'its top is left out. Answers before the file is checked: `weightsUpload` tells when it is.',
  })
  async uploadWeights(
    @Arg('input', () => UploadWeightsInput) input: UploadWeightsInput,
    @Ctx() context: UploadContext,
  ): Promise<WeightsUpload> {
    const course = await getCourse(context, input.courseId);
    await requireStaff(context, course.id, 'upload weights');
    return uploadWeights(context, input);
  }

  @Query(() => WeightsUpload, {
    nullable: true,
    description: 'For a week; null to everyone but the staff of the course.',
  })
  weightsUpload(@Arg('id', () => ID) id: string, @Ctx() context: RunContext): Promise<WeightsUpload | null> {
    return findWeightsUpload(context, id);
  }

  @FieldResolver(() => Weights, { nullable: true, description: 'What recipes may name; null until it is checked.' })
  async weights(@Root() { weightsId }: WeightsUpload, @Ctx() context: Context): Promise<WeightsRow | null> {
    return weightsId === null ? null : weightsLoaders(context).weights.load(weightsId);
  }
}
