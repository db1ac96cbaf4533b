import { Command, CommanderError } from 'commander';
import { FolderInvalid } from '#contracts/imageFolders';
import { RunFailure } from '#contracts/runFailure';
import { apiCommand } from './commands/api.ts';
import { assignmentsCommand } from './commands/assignments.ts';
import { backbonesCommand } from './commands/backbones.ts';
import { compareCommand } from './commands/compare.ts';
import { datasetCommand } from './commands/dataset.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { exportCommand } from './commands/export.ts';
import { featuresCommand } from './commands/features.ts';
import { gradesCommand } from './commands/grades.ts';
import { historyCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { importScriptCommand } from './commands/importScript.ts';
import { kubernetesCommand } from './commands/kubernetes.ts';
import { leaderboardCommand } from './commands/leaderboard.ts';
import { loginCommand } from './commands/login.ts';
import { predictCommand } from './commands/predict.ts';
import { publishCommand } from './commands/publish.ts';
import { rosterCommand } from './commands/roster.ts';
import { runsCommand } from './commands/runs.ts';
import { siteCommand } from './commands/site.ts';
import { slurmCommand } from './commands/slurm.ts';
import { submitCommand } from './commands/submit.ts';
import { summaryCommand } from './commands/summary.ts';
import { trainCommand } from './commands/train.ts';
import { watchCommand } from './commands/watch.ts';
import { workerCommand } from './commands/worker.ts';
import { zooCommand } from './commands/zoo.ts';
import { CommandError, exitCodes, exitCodesHelp } from './terminal/exitCodes.ts';

const program = new Command('downstream')
  .description(
    'Downstream on the command line: submit recipes, follow runs, read results; or train here, without a server.',
  )
  .addHelpText(
    'after',
    `
Environment:
  DOWNSTREAM_URL      the site (default http://localhost:3000)
  DOWNSTREAM_API_KEY  an API key from the settings page, instead of "downstream login"
${exitCodesHelp}`,
  )
  .showHelpAfterError('("downstream <command> --help" shows an example)')
  .exitOverride();
for (const command of [
  loginCommand,
  submitCommand,
  watchCommand,
  leaderboardCommand,
  runsCommand,
  historyCommand,
  gradesCommand,
  importCommand,
  datasetCommand,
  exportCommand,
  publishCommand,
  assignmentsCommand,
  rosterCommand,
  backbonesCommand,
  zooCommand,
  summaryCommand,
  predictCommand,
  featuresCommand,
  trainCommand,
  evaluateCommand,
  compareCommand,
  importScriptCommand,
  apiCommand,
  siteCommand,
  workerCommand,
  slurmCommand,
  kubernetesCommand,
])
  program.addCommand(command().exitOverride().copyInheritedSettings(program));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong and answers the exit code for it. Commander has printed its own errors already. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const { exitCode, code, message, hint } = inCommandWords(error);
  process.stderr.write(`downstream: ${code}: ${message}\n${hint ? `${hint}\n` : ''}`);
  return exitCode;
}

/**
 * What the worker's code throws, where a command runs it on this machine, as an error of the command. Throws what is
 * neither.
 */
function inCommandWords(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof FolderInvalid)
    return new CommandError(exitCodes.refused, 'DATASET_INVALID', `${error.message}.`);
  if (!(error instanceof RunFailure)) throw error;
  const ranToAnEnd = error.code === 'NAN_LOSS' || error.code === 'OUT_OF_MEMORY';
  return new CommandError(ranToAnEnd ? exitCodes.runNotSucceeded : exitCodes.refused, error.code, `${error.message}.`);
}
