import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type Connector, configured, measuresOf } from '../../src/connector-kit/connector.ts';
import type { Text } from '../../src/core/text.ts';
import { configFields, secretValues } from './config-fields.ts';

/** With the lists of its practice configuration, where they are declared in it. */
export const practised = <C>(connector: Connector<C>): Connector<never> =>
  configured(
    connector,
    connector.config.parse(connector.practiceConfig('http://127.0.0.1:1')),
    new Map(),
  ) as unknown as Connector<never>;

/** The template of `npm run new:connector` lies among the tests: connectors/ holds connectors only. */
const folderOf = (id: string): URL =>
  new URL(id === 'connector-template' ? `../${id}/` : `../../connectors/${id}/`, import.meta.url);

/** What a connector says of itself before it is run. */
export function specTests<C>(
  connector: Connector<C>,
  { secrets, badConfig }: { readonly secrets: readonly string[]; readonly badConfig: unknown },
): void {
  const spec = practised(connector);

  it('has a name, a version and texts in both languages', () => {
    expect(connector.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(connector.version).toMatch(/^\d+\.\d+\.\d+$/);
    const streams = [...spec.records, ...spec.values];
    const texts: Text[] = [
      connector.title,
      connector.description,
      ...streams.map(({ title }) => title),
      ...spec.records.flatMap(({ reasons }) => Object.values(reasons)),
      ...measuresOf(spec).flatMap(({ title, unit }) => [title, unit]),
    ];
    for (const { vi, en } of texts) expect([vi.trim(), en.trim()]).not.toContain('');
    expect(new Set(streams.map(({ name }) => name)).size, 'stream names must differ').toBe(streams.length);
  });

  it('describes every field of its configuration', () => {
    const fields = configFields(spec);
    expect(fields.length).toBeGreaterThan(0);
    for (const { path, title, description } of fields) {
      expect(title, `title of ${path}`).toEqual(expect.stringMatching(/\S/));
      expect(description, `description of ${path}`).toEqual(expect.stringMatching(/\S/));
    }
  });

  it('accepts its practice configuration, refuses a bad one, marks every secret', () => {
    const config = connector.config.parse(connector.practiceConfig('http://127.0.0.1:1'));
    expect(connector.config.safeParse(badConfig).success).toBe(false);
    expect(secretValues(spec, config).sort()).toEqual([...secrets].sort());
  });

  it('documents every measure and every configuration field in its README', async () => {
    const readme = await readFile(new URL('README.md', folderOf(connector.id)), 'utf8');
    const measures = measuresOf(spec);
    expect(measures.length).toBeGreaterThan(0);
    for (const { code } of measures) {
      expect(code).toMatch(/^[A-Z]+\.[A-Z0-9_]+$/);
      expect(readme, `README on ${code}`).toContain(code);
    }
    for (const { path } of configFields(spec))
      expect(readme, `README on ${path}`).toContain(path.split('.').at(-1));
  });
}
