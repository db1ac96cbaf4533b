import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Course as CourseRow, Section as SectionRow } from '#prisma/client';
import type { Context } from '../graphql/context.ts';
import { checkInput } from '../graphql/input.ts';
import { isStaff, requireMember } from './access.ts';
import { courseLoaders } from './course.loaders.ts';
import { Course } from './course.type.ts';
import { assignSection, createSection, deleteSection, renameSection } from './section.service.ts';
import { AssignSectionInput, CreateSectionInput, Section } from './section.type.ts';

const mostSections = 100;

@Resolver(() => Section)
export class SectionResolver {
  @Mutation(() => Section, { description: 'Staff only.' })
  createSection(
    @Arg('input', () => CreateSectionInput, { description: 'The section.' }) input: CreateSectionInput,
    @Ctx() context: Context,
  ): Promise<SectionRow> {
    return createSection(context, input);
  }

  @Mutation(() => Section, { description: 'Staff only.' })
  renameSection(
    @Arg('id', () => ID, { description: 'Of the section.' }) id: string,
    @Arg('name', () => String, { description: 'Its new name: 1 to 100 characters.' }) name: string,
    @Ctx() context: Context,
  ): Promise<SectionRow> {
    return renameSection(context, id, name);
  }

  @Mutation(() => Section, {
    description: 'Staff only. Its students stay in the course; extensions and invitations of the section go with it.',
  })
  deleteSection(
    @Arg('id', () => ID, { description: 'Of the section.' }) id: string,
    @Ctx() context: Context,
  ): Promise<SectionRow> {
    return deleteSection(context, id);
  }

  @Mutation(() => Int, { description: 'Staff only. Answers how many members it moved.' })
  assignSection(
    @Arg('input', () => AssignSectionInput, { description: 'Who goes where.' }) input: AssignSectionInput,
    @Ctx() context: Context,
  ): Promise<number> {
    return assignSection(context, input);
  }

  @FieldResolver(() => Int, { description: 'How many members of the course are in it.' })
  memberCount(@Root() section: SectionRow, @Ctx() context: Context): Promise<number> {
    return courseLoaders(context).membersOfSection.load(section.id);
  }

  @FieldResolver(() => Int, { description: 'How many extensions it has.' })
  extensionCount(@Root() section: SectionRow, @Ctx() context: Context): Promise<number> {
    return courseLoaders(context).extensionsOfSection.load(section.id);
  }
}

@Resolver(() => Course)
export class CourseSectionsResolver {
  @FieldResolver(() => [Section], { description: 'By name. Students see their own.' })
  async sections(
    @Root() course: CourseRow,
    @Arg('first', () => Int, { defaultValue: mostSections, description: 'How many at most: 1 to 100.' }) first: number,
    @Ctx() context: Context,
  ): Promise<SectionRow[]> {
    checkInput(z.object({ first: z.int().min(1).max(mostSections) }), { first });
    const role = await requireMember(context, course.id);
    const sections = await courseLoaders(context).sectionsOfCourse.load(course.id);
    if (isStaff(role)) return sections.slice(0, first);
    const own = await courseLoaders(context).ownSection.load(course.id);
    return sections.filter(({ id }) => id === own?.sectionId);
  }
}
