import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import type { DatasetContext } from '../datasets/dataset.context.ts';
import { addPicture } from './addPicture.ts';

@Resolver()
export class PictureResolver {
  @Mutation(() => String, {
    description:
      'Staff only: stores a picture for the texts of a course, smaller and without metadata. Answers its address for ' +
      'Markdown: ![words](address). JPEG, PNG, WebP or GIF of at most 10 MB.',
  })
  async addPicture(
    @Arg('courseId', () => ID) courseId: string,
    @Arg('uploadId', () => ID, { description: 'The last path segment of a finished tus upload to /uploads.' })
    uploadId: string,
    @Ctx() context: DatasetContext,
  ): Promise<string> {
    const course = await getCourse(context, courseId);
    await requireStaff(context, course.id, 'add pictures');
    return addPicture(context, course.id, uploadId);
  }
}
