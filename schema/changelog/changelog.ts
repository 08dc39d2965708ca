import type { SchemaChanges } from './schema-changes.ts';

export const UNRELEASED = '## Unreleased';

const HEADINGS: readonly (readonly [keyof SchemaChanges, string])[] = [
  ['breaking', 'Breaking'],
  ['dangerous', 'Mind'],
  ['deprecated', 'Deprecated'],
  ['added', 'Added'],
];

/** The part of the changelog that `npm run schema:emit` writes: what is new since `released.graphql`. */
export function unreleasedPart(changes: SchemaChanges): string {
  const parts = HEADINGS.filter(([kind]) => changes[kind].length > 0).map(
    ([kind, heading]) => `### ${heading}\n\n${changes[kind].map((line) => `- ${line}\n`).join('')}`,
  );
  return `${UNRELEASED}\n\n${parts.join('\n') || 'Nothing.\n'}`;
}

/** The changelog with its unreleased part written anew. */
export function withUnreleased(changelog: string, changes: SchemaChanges): string {
  const [head, rest] = around(changelog);
  return `${head}${unreleasedPart(changes)}${rest}`;
}

/** The changelog as it is when what was new is released on a day. */
export function released(changelog: string, version: string, day: string): string {
  const [head, rest] = around(changelog);
  const part = changelog.slice(head.length + UNRELEASED.length, changelog.length - rest.length);
  return `${head}${UNRELEASED}\n\nNothing.\n\n## ${version}, ${day}${part}${rest}`;
}

/** What stands before and after the unreleased part. */
function around(changelog: string): readonly [head: string, rest: string] {
  const start = changelog.indexOf(UNRELEASED);
  const next = changelog.indexOf('\n## ', start + 1);
  return [changelog.slice(0, start), next < 0 ? '' : changelog.slice(next)];
}
