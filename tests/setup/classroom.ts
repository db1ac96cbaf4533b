import { dataOf, type SignedIn, signUp } from './api.ts';
import { importUpload } from './imports.ts';
import type { TestServer } from './server.ts';
import { datasetFiles, type Files, upload, zip } from './upload.ts';

export interface Classroom {
  instructor: SignedIn;
  courseId: string;
  joinCode: string;
  datasetVersionId: string;
  /** The files that were imported. */
  files: Files;
  /** A new account that has joined the course. */
  student(name: string): Promise<SignedIn>;
  /** The id of a new assignment; the fields go on top of those that an assignment needs. */
  assignment(fields?: Record<string, unknown>): Promise<string>;
}

export const password = 'correct horse battery';

/** The site's first account, its course, and a small dataset that was imported through the API. */
export async function openClassroom(
  server: Pick<TestServer, 'url'> & Partial<Pick<TestServer, 'database'>>,
  files?: Files,
): Promise<Classroom> {
  const instructor = await signUp(server.url, { name: 'Instructor', email: 'instructor@example.org', password });
  const { createCourse } = await dataOf(
    instructor.query('mutation($input: CreateCourseInput!) { createCourse(input: $input) { id joinCode } }', {
      input: { title: 'Course' },
    }),
  );
  const imported = files ?? (await datasetFiles());
  const { datasetVersion, failure } = await importUpload(server, instructor, {
    courseId: createCourse.id,
    name: 'Pictures',
    uploadId: await upload(instructor, await zip(imported)),
    decision: { keep: ['SAME_IN_TEST', 'SIMILAR_IN_TEST', 'SAME', 'SIMILAR'] },
  });
  if (!datasetVersion) throw new Error(`expected the pictures to be imported, received ${failure?.message}`);
  return {
    instructor,
    courseId: createCourse.id,
    joinCode: createCourse.joinCode,
    datasetVersionId: datasetVersion.id,
    files: imported,
    async student(name) {
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
      const student = await signUp(server.url, { name, email, password }, server.database);
      await dataOf(
        student.query('mutation($code: String!) { joinCourse(code: $code) { id } }', { code: createCourse.joinCode }),
      );
      return student;
    },
    async assignment(fields = {}) {
      const { createAssignment } = await dataOf(
        instructor.query('mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { id } }', {
          input: {
            courseId: createCourse.id,
            datasetVersionId: datasetVersion.id,
            title: 'Assignment',
            starterRecipe: { backbone: 'CNN', inputSize: 46 },
            // Of four test images the step would else be a half.
            scoreStep: 0.005,
            ...fields,
          },
        }),
      );
      return createAssignment.id;
    },
  };
}
