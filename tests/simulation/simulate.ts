import { decideLook } from '../../bin/slurm/decideLook.ts';
import { type Draws, drawsOf } from './draws.ts';
import { type Agenda, openAgenda } from './events.ts';
import { openSimulatedQueue, type SimulatedQueue, type SimulatedRun } from './queue.ts';
import type { Cluster, Setting } from './schedulers.ts';
import { day, type Term } from './term.ts';
import { wantedWorkers } from './wantedWorkers.ts';

/** What became of a term. */
export interface Outcome {
  runs: SimulatedRun[];
  /** Seconds that nodes were ours, from the beginning of a job to its end. */
  nodeSeconds: number;
  jobsStarted: number;
  jobsCancelled: number;
  nodesLost: number;
  /** The most jobs at once, those that waited for a node among them. */
  mostJobs: number;
}

interface Job {
  id: string;
  state: 'PENDING' | 'RUNNING';
  beganAt: number;
  /** Its worker has loaded everything; it may be without work. */
  ready: boolean;
  run?: SimulatedRun;
  runBeganAt: number;
  /** Counts what has happened to it, so that what was planned before does nothing. */
  age: number;
}

/** Plays a term: students submit, the scheduler looks, nodes come and go. The same seed gives the same term. */
export function simulate(term: Term, setting: Setting, cluster: Cluster, seed: number): Outcome {
  const draws = drawsOf(seed);
  const agenda = openAgenda();
  const queue = openSimulatedQueue();
  const outcome: Outcome = { runs: [], nodeSeconds: 0, jobsStarted: 0, jobsCancelled: 0, nodesLost: 0, mostJobs: 0 };
  const jobs = openJobs({ agenda, queue, setting, cluster, draws, outcome, onEnd: (run) => ended.get(run)?.() });
  const ended = new Map<SimulatedRun, () => void>();

  for (const { student, begins, runs } of term.sessions) {
    const submit = (nth: number) => {
      const planned = runs[nth];
      if (!planned) return;
      const run = queue.submit({ ...planned, student, submittedAt: agenda.now, left: planned.seconds });
      outcome.runs.push(run);
      ended.set(run, () => agenda.at(agenda.now + (runs[nth + 1]?.thinkSeconds ?? 0), () => submit(nth + 1)));
      jobs.tellOfRun();
      lookLater();
    };
    agenda.at(begins, () => submit(0));
  }

  let surplus: number[] = [];
  let looking = false;
  // Where nothing is, a look does nothing: it need not be played.
  const lookLater = () => {
    if (looking) return;
    looking = true;
    agenda.at((Math.floor(agenda.now / setting.everySeconds) + 1) * setting.everySeconds, look);
  };
  const latest = Math.max(...term.deadlines) + 30 * day;
  const look = () => {
    looking = false;
    if (agenda.now > latest) throw new Error(`expected all runs to end, but ${queue.open} are open after a month`);
    const wanted = wantedWorkers(queue.work(), { slots: 1, ...setting });
    if (cluster.kind === 'slurm') {
      const decision = decideLook(wanted, jobs.present(), surplus, setting.damping);
      surplus = decision.surplus;
      for (let job = 0; job < decision.submit; job += 1) jobs.submit();
      for (const id of decision.cancel) jobs.cancel(id);
    } else {
      // KEDA's ScaledJob subtracts the jobs that have not ended, and takes none back.
      for (let missing = wanted - jobs.present().length; missing > 0; missing -= 1) jobs.submit();
    }
    if (queue.open > 0 || jobs.present().length > 0) lookLater();
    else surplus = [];
  };
  agenda.run();
  return outcome;
}

interface Surroundings {
  agenda: Agenda;
  queue: SimulatedQueue;
  setting: Setting;
  cluster: Cluster;
  draws: Draws;
  outcome: Outcome;
  onEnd(run: SimulatedRun): void;
}

/** The jobs of workers, from their submission to their end. */
function openJobs({ agenda, queue, setting, cluster, draws, outcome, onEnd }: Surroundings) {
  const jobs: Job[] = [];
  let number = 0;

  const later = (job: Job, seconds: number, act: () => void) => {
    const { age } = job;
    agenda.at(agenda.now + seconds, () => {
      if (job.age === age) act();
    });
  };
  const leave = (job: Job) => {
    job.age += 1;
    jobs.splice(jobs.indexOf(job), 1);
    if (job.state === 'RUNNING') outcome.nodeSeconds += agenda.now - job.beganAt;
  };
  const begin = (job: Job) => {
    job.state = 'RUNNING';
    job.beganAt = agenda.now;
    outcome.jobsStarted += 1;
    const { beganAt } = job;
    later(job, cluster.workerStarts, () => {
      job.ready = true;
      claim(job);
    });
    agenda.at(agenda.now + draws.exponential(cluster.meanNodeLifeSeconds), () => {
      if (jobs.includes(job) && job.state === 'RUNNING' && job.beganAt === beganAt) lose(job);
    });
  };
  const claim = (job: Job) => {
    job.age += 1;
    const run = queue.claim();
    if (!run) return later(job, setting.untilIdleSeconds, () => leave(job));
    run.claimedAt ??= agenda.now;
    job.run = run;
    job.runBeganAt = agenda.now;
    later(job, run.left, () => {
      run.left = 0;
      run.endedAt = agenda.now;
      delete job.run;
      queue.end(run);
      onEnd(run);
      claim(job);
    });
  };
  /** Its runs go on elsewhere from their last checkpoints. The scheduler notices later, and queues the job again. */
  const lose = (job: Job) => {
    outcome.nodesLost += 1;
    job.age += 1;
    job.ready = false;
    const { run } = job;
    if (run) {
      delete job.run;
      const done = Math.max(0, agenda.now - job.runBeganAt - draws.between(0, cluster.checkpointEvery));
      run.left -= Math.min(run.left, done);
      later(job, cluster.handOver, () => {
        queue.returnRun(run);
        tellOfRun();
      });
    }
    later(job, cluster.noticesLostNode, () => {
      outcome.nodeSeconds += agenda.now - job.beganAt;
      job.state = 'PENDING';
      job.age += 1;
      later(job, cluster.nodeComes(draws, agenda.now), () => begin(job));
    });
  };
  /** One of the workers that are idle takes it: whichever asks first. */
  const tellOfRun = () => {
    const idle = jobs.filter((job) => job.ready && !job.run);
    if (idle.length > 0) claim(draws.one(idle));
  };
  return {
    present: (): readonly Job[] => jobs,
    tellOfRun,
    submit() {
      const job: Job = { id: String(number++), state: 'PENDING', beganAt: 0, ready: false, runBeganAt: 0, age: 0 };
      jobs.push(job);
      outcome.mostJobs = Math.max(outcome.mostJobs, jobs.length);
      later(job, cluster.nodeComes(draws, agenda.now), () => begin(job));
    },
    cancel(id: string) {
      const job = jobs.find((each) => each.id === id)!;
      outcome.jobsCancelled += 1;
      leave(job);
    },
  };
}
