import type { Measure } from '../core/measure.ts';
import type { Text } from '../core/text.ts';
import type { Finding } from './index-set.ts';
import type { IndexSetFile } from './index-set-file.ts';

/** A file of the right shape, before it is known to make sense. */
export interface Draft {
  readonly fileName: string;
  readonly content: IndexSetFile;
  /** What the connectors offer. */
  readonly offered: readonly Measure[];
}

/** Answers with all it finds; never throws. */
export type Check = (draft: Draft) => readonly Finding[];

/** A defect of a file: the catalogue does not start with it. */
export const errorFinding = (kind: string, path: string, message: Text): Finding => ({
  kind,
  severity: 'ERROR',
  message,
  path,
  declared: null,
  computed: null,
});

/**
 * "hue-dti-2024.yaml: indicators[1.4].points": items of a list are named as people know them,
 * by position only when they have no name.
 */
export function pathIn(fileName: string, content: unknown, segments: readonly PropertyKey[]): string {
  let path = '';
  let node = content;
  for (const segment of segments) {
    node = (node as Record<PropertyKey, unknown> | undefined)?.[segment];
    if (typeof segment === 'number') path += `[${nameOf(node) ?? segment}]`;
    else path += `${path === '' ? '' : '.'}${String(segment)}`;
  }
  return path === '' ? fileName : `${fileName}: ${path}`;
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { code, level, what, unit } = item as Record<string, unknown>;
  return [code, level, what, unit].find((name) => typeof name === 'string');
}
