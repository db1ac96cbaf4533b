import type { CourseRole } from '#prisma/client';

/** Who gives a course: they see every run, every score and the join code. */
export const staffRoles = ['INSTRUCTOR', 'ASSISTANT'] as const satisfies readonly CourseRole[];

export function isStaff(role: CourseRole | null): boolean {
  return role !== null && (staffRoles as readonly CourseRole[]).includes(role);
}
