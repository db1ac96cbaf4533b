import type { CourseRole } from '../../graphql/generated/graphql.ts';

/** Whether a role sees everybody's runs and may create assignments. */
export const isStaff = (role: CourseRole) => role !== 'STUDENT';

/** Whether the reader may change things of a course: its staff, until it is archived. */
export const mayChange = ({ role, archivedAt }: { role: CourseRole; archivedAt?: string | null }) =>
  isStaff(role) && !archivedAt;
