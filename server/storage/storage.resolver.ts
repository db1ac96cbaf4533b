import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import { accountStorage, courseStorage } from './storage.service.ts';
import { Storage } from './storage.type.ts';

@Resolver(() => Course)
export class CourseStorageResolver {
  @FieldResolver(() => Storage, { nullable: true, description: 'Of its files, for staff only; null to students.' })
  async storage(@Root() course: CourseRow, @Ctx() context: Context): Promise<Storage | null> {
    return isStaff(await roleIn(context, course.id)) ? courseStorage(context, course.id) : null;
  }

  @FieldResolver(() => Storage, {
    nullable: true,
    description: 'Of the files of all courses that the viewer gives, for staff only; null to students.',
  })
  async viewersStorage(@Root() course: CourseRow, @Ctx() context: Context): Promise<Storage | null> {
    return isStaff(await roleIn(context, course.id)) ? accountStorage(context, requireViewer(context).id) : null;
  }
}
