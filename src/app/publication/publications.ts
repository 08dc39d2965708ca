import {
  documentOf,
  publicationById,
  publicationsOf,
  type StoredPublication,
} from '../../store/publications.ts';
import { assessmentOfId } from '../assessments.ts';
import type { HubDeps } from '../deps.ts';
import type { FrozenCopy, PublicationView } from '../views/publication.ts';
import { unknownPublication } from './refusals.ts';

export const toPublicationView = ({ id, ...stored }: StoredPublication): PublicationView => ({
  id: String(id),
  ...stored,
});

/** Of each assessment, newest first. */
export async function publicationViews(
  { database }: HubDeps,
  assessmentIds: readonly number[],
): Promise<PublicationView[][]> {
  const views = (await publicationsOf(database, assessmentIds)).map(toPublicationView);
  return assessmentIds.map((id) => views.filter(({ assessmentId }) => assessmentId === id));
}

export async function publicationView({ database }: HubDeps, id: string): Promise<PublicationView> {
  const found = isKey(id) ? await publicationById(database, Number(id)) : null;
  if (found) return toPublicationView(found);
  throw unknownPublication();
}

export async function frozenCopy(deps: HubDeps, id: string): Promise<FrozenCopy> {
  const { assessmentId, number, hash } = await publicationView(deps, id);
  const { indexSet, year, level } = await assessmentOfId(deps, assessmentId);
  const document = await documentOf(deps.database, Number(id));
  if (document === null) throw unknownPublication();
  return { name: `${indexSet}-${year}-${level.toLowerCase()}-${number}.json`, hash, document };
}

/** More would be no number of the database. */
const isKey = (id: string): boolean => /^\d{1,9}$/.test(id);
