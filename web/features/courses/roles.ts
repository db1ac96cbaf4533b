import type { CourseRole } from '../../graphql/generated/graphql.ts';

export const roleNames: Record<CourseRole, string> = {
  INSTRUCTOR: 'Instructor',
  ASSISTANT: 'Assistant',
  STUDENT: 'Student',
};

/** Whether a role sees everybody's runs and may set assignments. */
export const isStaff = (role: CourseRole) => role !== 'STUDENT';
