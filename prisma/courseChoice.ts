/** Whose runs a worker takes: those of these courses, or those of all others. */
export interface CourseChoice {
  courseIds: string[];
  others: boolean;
}

/** Whether the runs of a course are among them. */
export function includesCourse({ courseIds, others }: CourseChoice, courseId: string): boolean {
  return others !== courseIds.includes(courseId);
}
