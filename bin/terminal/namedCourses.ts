import { connect } from '#prisma/client';
import { CommandError, exitCodes } from './exitCodes.ts';

/** The ids of courses that a person has named by their ids or join codes. Throws COURSE_UNKNOWN. */
export async function namedCourses(databaseUrl: string, names: readonly string[]): Promise<string[]> {
  const database = connect(databaseUrl, { poolSize: 1 });
  try {
    const courses = await database.course.findMany({
      where: { OR: [{ id: { in: [...names] } }, { joinCode: { in: [...names] } }] },
      select: { id: true, joinCode: true },
    });
    return names.map((name) => {
      const course = courses.find(({ id, joinCode }) => id === name || joinCode === name);
      if (course) return course.id;
      const message = `Expected the id or the join code of a course, received "${name}".`;
      throw new CommandError(exitCodes.refused, 'COURSE_UNKNOWN', message);
    });
  } finally {
    await database.$disconnect();
  }
}
