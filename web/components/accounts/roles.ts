import type { CourseRole } from '../../graphql/generated/graphql.ts';

/** Whether a role sees everybody's runs and may create assignments. */
export const isStaff = (role: CourseRole) => role !== 'STUDENT';
