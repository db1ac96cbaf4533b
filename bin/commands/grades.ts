import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { type GradeFileFormat, gradeFileFormats } from '#contracts/gradeFiles';
import { signedInClient } from '../api/credentials.ts';
import { GradeFileDocument } from '../api/generated/graphql.ts';
import { callersPath } from '../terminal/arguments.ts';

interface GradesOptions {
  course: string;
  format: string;
  section?: string;
  out?: string;
}

export function gradesCommand(): Command {
  return new Command('grades')
    .description("a course's grades as CSV: plain, or as Canvas, Moodle or Blackboard imports them")
    .requiredOption('--course <id>', "the course, from its page's address")
    .addOption(
      new Option('--format <name>', 'the layout')
        .choices(gradeFileFormats.map((format) => format.toLowerCase()))
        .default('plain'),
    )
    .option('--section <id>', 'only the students of this section')
    .option('--out <file>', 'where the file goes; without it the CSV is printed')
    .addHelpText(
      'after',
      `
Examples:
  downstream grades --course 0198…
  downstream grades --course 0198… --format canvas --out grades.csv`,
    )
    .action(saveGrades);
}

async function saveGrades({ course, format, section, out }: GradesOptions): Promise<void> {
  const client = await signedInClient();
  const { gradeFile } = await client.request(GradeFileDocument, {
    courseId: course,
    format: format.toUpperCase() as GradeFileFormat,
    sectionId: section ?? null,
  });
  if (out === undefined) {
    // The mark at its begin is for Excel.
    process.stdout.write(gradeFile.content.replace(/^\uFEFF/, ''));
    return;
  }
  await writeFile(callersPath(out), gradeFile.content);
  process.stdout.write(`${out}\n`);
}
