import { createHash } from 'node:crypto';
import { fillRows } from '../catalog/fill-rows.ts';
import type { Finding, IndexSet } from '../catalog/index-set.ts';
import { loadIndexSet } from '../catalog/load-index-set.ts';
import { decodeSpreadsheet } from '../connector-kit/spreadsheet.ts';
import { type Day, dayOf, yearOf } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { assessmentsInUse } from '../store/assessment-version.ts';
import { type Assessment, allAssessments } from '../store/assessments.ts';
import { addImportedSet, type ImportedSet, importedSets } from '../store/imported-sets.ts';
import { record } from './audit/record.ts';
import { rowlessVersion, sourceOf } from './criteria/base-set.ts';
import { checkSums } from './criteria/check-sums.ts';
import { type Criterion, rowOf } from './criteria/criterion-row.ts';
import { checkedHoldsFrom } from './criteria/holds-from.ts';
import { importedName } from './criteria/imported-source.ts';
import { badCriteria } from './criteria/problem.ts';
import { readCriteria } from './criteria/read-criteria.ts';
import { offeredMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { newerVersions } from './follow-versions.ts';

export interface ImportCriteria {
  /** Code of a set whose rows are not at hand. */
  readonly set: string;
  readonly bytes: Uint8Array;
  /** What the file is, for messages. */
  readonly place: string;
  /** Reads the file; left out: in this thread. */
  readonly readSheet?: typeof decodeSpreadsheet;
  /** Today when it is left out. */
  readonly holdsFrom?: Day;
}

export interface ImportedCriteria {
  readonly indexSet: IndexSet;
  /** False when the same criteria were imported before: that version is answered and nothing is stored. */
  readonly isNew: boolean;
  /** Where the document and the criteria disagree. */
  readonly findings: readonly Finding[];
  readonly ignoredColumns: readonly string[];
  /** What takes up the version at the next start, and what keeps its own because it is in use. */
  readonly moving: readonly Assessment[];
  readonly keeping: readonly Assessment[];
}

/** Makes a new version of a set from its structure and a table of criteria: all rows, or nothing. */
export async function importCriteria(deps: HubDeps, input: ImportCriteria): Promise<ImportedCriteria> {
  const base = rowlessVersion(deps.indexSets, input.set);
  const imported = (await importedSets(deps.database)).filter(({ code }) => code === base.code);
  const { criteria, ignoredColumns } = await checkedCriteria(input, base);
  const source = sourceOf(base, imported);
  const rows = criteria.map((criterion) => rowOf(base, criterion));
  const textOf = (version: number, holdsFrom: Day) =>
    fillRows(source, { version, holdsFrom, firstYear: Math.max(base.firstYear, yearOf(holdsFrom)), rows });

  const same = imported.find(
    (one) =>
      one.content === textOf(one.version, one.holdsFrom) &&
      (input.holdsFrom ?? one.holdsFrom) === one.holdsFrom,
  );
  const one = same ?? newVersion(deps, base, imported, input.holdsFrom, textOf);
  const { indexSet, findings } = loadedOrThrow(deps, one);
  if (!same && !(await storedSet(deps, one, input.place))) throw meanwhile(one);
  return { indexSet, isNew: !same, findings, ignoredColumns, ...(await concerned(deps, indexSet)) };
}

const storedSet = (deps: HubDeps, one: ImportedSet, place: string): Promise<boolean> =>
  deps.database.transaction(async (queries) => {
    const isAdded = await addImportedSet(queries, one);
    const { code, version, holdsFrom, digest } = one;
    if (isAdded)
      await record(deps, queries, {
        action: 'INDEX_SET_IMPORTED',
        subject: 'IndexSet',
        subjectKey: code,
        after: { version, holdsFrom, digest, file: place },
      });
    return isAdded;
  });

async function checkedCriteria(input: ImportCriteria, base: IndexSet) {
  const { bytes, place, readSheet = decodeSpreadsheet } = input;
  const read = readCriteria(await readSheet(bytes, place), base);
  const problems = [...read.problems, ...checkSums(base, read.criteria)];
  if (problems.length > 0) throw badCriteria(place, problems);
  // Without a problem every cell that must say something does.
  return { ...read, criteria: read.criteria as readonly Criterion[] };
}

function newVersion(
  deps: HubDeps,
  base: IndexSet,
  imported: readonly ImportedSet[],
  given: Day | undefined,
  textOf: (version: number, holdsFrom: Day) => string,
): ImportedSet {
  // What another process imported is not among the loaded sets yet.
  const known = [...deps.indexSets.filter(({ code }) => code === base.code), ...imported];
  const newest = known.reduce((a, b) => (b.version > a.version ? b : a), base);
  const holdsFrom = checkedHoldsFrom(given ?? dayOf(deps.clock.now()), newest.holdsFrom, base);
  const version = newest.version + 1;
  const content = textOf(version, holdsFrom);
  const digest = createHash('sha256').update(content).digest('hex');
  return { code: base.code, version, holdsFrom, content, digest };
}

/** What a start would say of the version, before it is stored. */
function loadedOrThrow(deps: HubDeps, { code, version, content }: ImportedSet) {
  const offered = offeredMeasures(deps.connectors, deps.measures.declared);
  const { indexSet, findings } = loadIndexSet(importedName(code, version), content, offered);
  if (indexSet) return { indexSet, findings };
  throw badCriteria(
    importedName(code, version),
    findings.map(({ path, message }) => ({
      line: null,
      column: null,
      message: text(`${path}: ${message.vi}`, `${path}: ${message.en}`),
    })),
  );
}

async function concerned(deps: HubDeps, indexSet: IndexSet) {
  const versions = [...deps.indexSets.filter(({ digest }) => digest !== indexSet.digest), indexSet];
  const newer = newerVersions(versions, await allAssessments(deps.database));
  const inUse = await assessmentsInUse(deps.database);
  const own = newer.filter(({ to }) => to.setDigest === indexSet.digest).map(({ assessment }) => assessment);
  return {
    moving: own.filter(({ id }) => !inUse.has(id)),
    keeping: own.filter(({ id }) => inUse.has(id)),
  };
}

const meanwhile = ({ code, version }: ImportedSet) =>
  configError(
    'IMPORTED_MEANWHILE',
    text(
      `Phiên bản ${version} của "${code}" vừa được một lần nhập khác lưu. Chưa nhập gì; hãy xem phiên bản đó rồi nhập lại.`,
      `Version ${version} of "${code}" was stored by another import just now. Nothing was imported; look at that version and import again.`,
    ),
  );
