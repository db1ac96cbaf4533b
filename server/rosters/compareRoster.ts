import { createHash } from 'node:crypto';
import type { Database, Transaction } from '#prisma/client';
import type { Roster, RosterEntry } from './readRoster.ts';
import { type RosterLine, type RosterPlan, rosterLineKinds } from './roster.type.ts';

/** What the course knows of somebody before the roster. */
interface Known {
  /** Null: pending. */
  userId: string | null;
  role: string;
  removed: boolean;
  email: string;
  name: string;
  /** As the roster has it; null where that says the same as the account. */
  registeredName: string | null;
  studentNumber: string | null;
  section: string | null;
}

/** What applying does for one person of the roster. */
export interface RosterStep {
  entry: RosterEntry;
  kind: 'ADDED' | 'CHANGED' | 'READMITTED' | 'SAME_NUMBER' | 'UNCHANGED';
  /** The account, where there is one that may come in. */
  userId: string | null;
  isPending: boolean;
  /** The address under which the course knows a pending person. */
  knownAs: string | null;
  /** Addresses of pending people who are the same person by the student number: the course forgets them. */
  doubles: string[];
  /** What the course then has; undefined stays. */
  fields: { registeredName?: string | null; studentNumber?: string | null; section?: string | null };
}

export interface Comparison {
  plan: RosterPlan;
  steps: RosterStep[];
  /** Students and pending people who are not in the file. */
  missing: Known[];
}

/** What a roster changes in a course. It reads and writes nothing. */
export async function compareRoster(
  database: Database | Transaction,
  courseId: string,
  roster: Roster,
): Promise<Comparison> {
  const people = await readPeople(database, courseId);
  const known = new Map(people.map((person) => [person.email, person]));
  const accounts = await verifiedAccounts(database, roster);
  const sections = await database.section.findMany({ where: { courseId }, select: { name: true } });
  const existing = new Set(sections.map(({ name }) => name));

  const listed = new Set(roster.entries.map(({ email }) => email));
  const others = Map.groupBy(
    people.filter(({ email, studentNumber, removed }) => studentNumber && !removed && !listed.has(email)),
    ({ studentNumber }) => studentNumber,
  );
  const matches = roster.entries.map((entry) => {
    const match = recognise(entry, known.get(entry.email), others.get(entry.studentNumber ?? null) ?? []);
    return { ...match, step: step(entry, match, accounts.get(entry.email)) };
  });
  const steps = matches.map((match) => match.step);
  const recognised = new Set(matches.flatMap(({ person, same }) => (person ? [person, ...same] : same)));
  const missing = people.filter(
    (person) => person.role === 'STUDENT' && !person.removed && !listed.has(person.email) && !recognised.has(person),
  );
  const lines: RosterLine[] = [
    ...matches.map(({ step: one, person }) => lineOf(one, person)),
    ...missing.map((person) => ({
      line: null,
      kind: 'MISSING' as const,
      email: person.email,
      name: person.registeredName ?? person.name,
      hasAccount: person.userId !== null,
      accountEmail: null,
      changes: [],
      problem: null,
    })),
    ...roster.faults.map(({ line, kind, text, message }) => ({
      line,
      kind,
      email: text,
      name: null,
      hasAccount: false,
      accountEmail: null,
      changes: [],
      problem: message,
    })),
  ];
  const order = (line: RosterLine) => rosterLineKinds.indexOf(line.kind);
  lines.sort((a, b) => order(a) - order(b) || (a.line ?? 0) - (b.line ?? 0) || (a.email < b.email ? -1 : 1));
  const { encoding, separator, hasHeader, ignoredColumns } = roster;
  const wanted = new Set(roster.entries.flatMap(({ section }) => (section ? [section] : [])));
  const plan: RosterPlan = {
    encoding,
    separator,
    hasHeader,
    ignoredColumns,
    newSections: [...wanted].filter((name) => !existing.has(name)).sort(),
    counts: rosterLineKinds.map((kind) => ({ kind, count: lines.filter((line) => line.kind === kind).length })),
    digest: createHash('sha256')
      .update(JSON.stringify([courseId, lines]))
      .digest('base64url'),
    all: lines,
  };
  return { plan, steps, missing };
}

interface Match {
  /** Whom the course knows as this person. */
  person: Known | undefined;
  /** Other rows of the same person. */
  same: Known[];
}

/**
 * Who of the course a line is about. The address says it; where nobody has it, or only somebody who is pending, the
 * student number does: registrars change addresses and keep numbers. `others` have that number and are under no address
 * of the file.
 */
function recognise(entry: RosterEntry, byAddress: Known | undefined, others: readonly Known[]): Match {
  const number = byAddress?.studentNumber ?? null;
  // A member who had another number now gets this one: the others with it are other people.
  const hadAnother = byAddress && byAddress.userId !== null && number !== null && number !== entry.studentNumber;
  if (hadAnother || others.length === 0) return { person: byAddress, same: [] };
  const isMember = byAddress && byAddress.userId !== null && !byAddress.removed;
  const person = isMember ? byAddress : (others.find(({ userId }) => userId) ?? byAddress ?? others[0]);
  const all = byAddress ? [byAddress, ...others] : others;
  return { person, same: all.filter((other) => other !== person) };
}

function step(
  entry: RosterEntry,
  { person: before, same }: Match,
  account: { id: string; name: string } | undefined,
): RosterStep {
  const isKnownByNumber = before !== undefined && before.email !== entry.email;
  const accountName = before?.userId ? before.name : account?.name;
  const wanted = {
    registeredName: registeredName(entry.name, before && (before.registeredName ?? before.name), accountName),
    studentNumber: entry.studentNumber,
    section: entry.section,
  };
  const fields = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => value !== undefined && value !== storedValue(before, field)),
  ) as RosterStep['fields'];
  const isPending = before !== undefined && before.userId === null;
  const doubles = same.filter(({ userId }) => userId === null).map(({ email }) => email);
  const knownAs = isPending ? before.email : null;
  const userId = before?.userId ?? account?.id ?? null;
  return { entry, kind: kindOf(), userId, isPending, knownAs, doubles, fields };

  function kindOf(): RosterStep['kind'] {
    // Pending people who have an account by now come in.
    if (!before || (isPending && account)) return 'ADDED';
    if (before.removed) return 'READMITTED';
    if (Object.keys(fields).length > 0 || doubles.length > 0) return 'CHANGED';
    if (isKnownByNumber) return isPending ? 'CHANGED' : 'SAME_NUMBER';
    return 'UNCHANGED';
  }
}

/** A name that the account has already is not kept a second time. */
function registeredName(
  listed: string | null | undefined,
  shown: string | undefined,
  accountName: string | undefined,
): string | null | undefined {
  if (listed === undefined || listed === null || listed === shown) return undefined;
  return listed === accountName ? null : listed;
}

function storedValue(before: Known | undefined, field: string): string | null {
  return before ? before[field as 'registeredName' | 'studentNumber' | 'section'] : null;
}

function lineOf(
  { entry, kind, userId, isPending, knownAs, doubles, fields }: RosterStep,
  before: Known | undefined,
): RosterLine {
  const former = [...(knownAs === null ? [] : [knownAs]), ...doubles].filter((email) => email !== entry.email);
  const hasOther = before !== undefined && !isPending && before.email !== entry.email;
  const named = { registeredName: 'name', studentNumber: 'studentNumber', section: 'section' } as const;
  return {
    line: entry.line,
    kind,
    email: entry.email,
    name: entry.name ?? before?.registeredName ?? before?.name ?? null,
    hasAccount: userId !== null,
    accountEmail: hasOther ? before.email : null,
    changes: [
      ...former.map((email) => ({ field: 'email', before: email, after: entry.email })),
      ...Object.entries(fields).map(([field, after]) => ({
        field: named[field as keyof typeof named],
        before:
          field === 'registeredName' ? (before?.registeredName ?? before?.name ?? null) : storedValue(before, field),
        after: field === 'registeredName' ? (entry.name ?? null) : after,
      })),
    ],
    problem: null,
  };
}

async function readPeople(database: Database | Transaction, courseId: string): Promise<Known[]> {
  const members = await database.enrollment.findMany({ where: { courseId }, include: { user: true, section: true } });
  const pending = await database.pendingMember.findMany({ where: { courseId }, include: { section: true } });
  return [
    ...pending.map((row) => ({
      userId: null,
      role: 'STUDENT',
      removed: false,
      email: row.email,
      name: row.name,
      registeredName: row.name || null,
      studentNumber: row.studentNumber,
      section: row.section?.name ?? null,
    })),
    ...members.map(({ user, section, ...row }) => ({
      userId: user.id,
      role: row.role,
      removed: row.removedAt !== null,
      email: user.email.toLowerCase(),
      name: user.name,
      registeredName: row.registeredName,
      studentNumber: row.studentNumber,
      section: section?.name ?? null,
    })),
  ];
}

/** By address: accounts that have shown that the address is theirs. Anybody can sign up with another's. */
async function verifiedAccounts(database: Database | Transaction, roster: Roster) {
  const users = await database.user.findMany({
    where: { email: { in: roster.entries.map(({ email }) => email) }, emailVerified: true },
    select: { id: true, email: true, name: true },
  });
  return new Map(users.map((user) => [user.email, user]));
}
