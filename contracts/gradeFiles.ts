/** The layouts of grades as a file: those that school systems import, and a plain one. */
export const gradeFileFormats = ['PLAIN', 'CANVAS', 'MOODLE', 'BLACKBOARD'] as const;
export type GradeFileFormat = (typeof gradeFileFormats)[number];
