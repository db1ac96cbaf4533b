import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow, Extension as ExtensionRow, Section, User as UserRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { assignmentLoaders } from './assignment.loaders.ts';
import { getAssignmentAsStaff } from './assignment.service.ts';
import { Assignment, Extension, GrantExtensionInput } from './assignment.type.ts';
import { grantExtension, revokeExtension } from './extensions.ts';

type ExtensionOf = ExtensionRow & { section?: Section | null };

@Resolver(() => Extension)
export class ExtensionResolver {
  @Mutation(() => Extension, {
    description:
      'Staff only: more time, runs or seconds for one student or one section. Those concerned are told. Refused with ' +
      'CONFIRMATION_NEEDED when the scores are final already.',
  })
  async grantExtension(
    @Arg('input', () => GrantExtensionInput) { assignmentId, ...input }: GrantExtensionInput,
    @Ctx() context: Context,
  ): Promise<ExtensionOf> {
    return grantExtension(context, await getAssignmentAsStaff(context, assignmentId, 'give extensions'), input);
  }

  @Mutation(() => ID, { description: 'Staff only: takes an extension back. Answers its id.' })
  async revokeExtension(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<string> {
    await revokeExtension(context, await getAssignmentAsStaff(context, assignmentId, 'take extensions back'), id);
    return id;
  }

  @FieldResolver(() => User, { nullable: true, description: "Null when it is a section's." })
  async student(@Root() { studentId }: ExtensionOf, @Ctx() context: Context): Promise<UserRow | null> {
    return studentId === null ? null : userLoaders(context).user.load(studentId);
  }

  @FieldResolver(() => ID, { nullable: true })
  sectionId(@Root() { sectionId }: ExtensionOf): string | null {
    return sectionId;
  }

  @FieldResolver(() => String, { nullable: true, description: "Null when it is a student's." })
  async sectionName(@Root() { section, sectionId }: ExtensionOf, @Ctx() context: Context): Promise<string | null> {
    if (section || sectionId === null) return section?.name ?? null;
    return (await context.database.section.findUnique({ where: { id: sectionId } }))?.name ?? null;
  }
}

@Resolver(() => Assignment)
export class AssignmentExtensionsResolver {
  @FieldResolver(() => [Extension], { nullable: true, description: 'Newest first; null to students.' })
  async extensions(
    @Root() assignment: AssignmentRow,
    @Arg('first', () => Int, { defaultValue: 100, description: '1 to 200.' }) first: number,
    @Ctx() context: Context,
  ): Promise<ExtensionOf[] | null> {
    if (!isStaff(await roleIn(context, assignment.courseId))) return null;
    return (await assignmentLoaders(context).extensions.load(assignment.id)).slice(
      0,
      Math.min(200, Math.max(1, first)),
    );
  }
}
