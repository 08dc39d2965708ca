import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCatalogue, loadFiles } from '../../src/catalog/load-catalogue.ts';
import { HubError } from '../../src/core/errors.ts';
import { offered, sourceOf } from './catalogue-kit.ts';

describe('the whole catalogue', () => {
  const source = sourceOf('hue-dti-2024');
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  function folderWith(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), 'dti-sets-'));
    folders.push(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  }

  test('the sets of the repository load, and only their documents disagree with themselves', () => {
    const { indexSets, findings } = loadCatalogue(offered);
    expect(indexSets.map(({ code, findings }) => [code, findings.length])).toEqual([
      ['hue-dti-2024', 2],
      ['kon-tum-2023', 1],
      ['quang-nam-2021', 1],
      ['thanh-hoa-2022', 0],
      ['thanh-hoa-2023', 0],
    ]);
    expect(findings.map(({ severity }) => severity)).toEqual(Array(4).fill('WARNING'));
  });

  const version = (number: number, from: string) =>
    source
      .replace('version: 1', `version: ${number}`)
      .replace('holdsFrom: "2024-04-04"', `holdsFrom: "${from}"`);

  test('a later version stands beside the first under the same code', () => {
    const folder = folderWith({ 'hue.yaml': source, 'hue@2.yaml': version(2, '2024-09-01') });
    expect(loadCatalogue(offered, folder).indexSets.map(({ code, version }) => [code, version])).toEqual([
      ['hue', 1],
      ['hue', 2],
    ]);
  });

  test('versions of one code differ, and a later one holds later', () => {
    const folder = folderWith({
      'hue.yaml': source,
      'hue@1.yaml': version(1, '2024-05-01'),
      'hue@2.yaml': version(2, '2024-04-04'),
      'hue@3.yaml': version(3, '2024-05-02'),
      'other@2.yaml': version(2, '2024-01-01'),
    });
    const found = loadFiles(offered, folder).map(({ fileName, indexSet, findings }) => [
      fileName,
      indexSet?.version ?? null,
      findings.filter(({ severity }) => severity === 'ERROR').map(({ kind, path }) => `${kind} ${path}`),
    ]);
    expect(found).toEqual([
      ['hue.yaml', 1, []],
      ['hue@1.yaml', null, ['DUPLICATE hue@1.yaml: version']],
      ['hue@2.yaml', null, ['BAD_DATE hue@2.yaml: holdsFrom']],
      ['hue@3.yaml', 3, []],
      ['other@2.yaml', 2, []],
    ]);
  });

  test('one error names all defects of all files', () => {
    const folder = folderWith({
      'a.yaml': 'title: [',
      'b.yaml': source.replace('kind: count', 'kind: sum').replace('group: "9"', 'group: "0"'),
      'c.yaml': source,
      'notes.txt': 'not a set',
    });
    let thrown: unknown;
    try {
      loadCatalogue(offered, folder);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(HubError);
    const { family, code, text, details } = thrown as HubError;
    expect([family, code, details]).toEqual(['stop', 'BAD_CATALOGUE', { errors: 3 }]);
    for (const sentences of [text.vi, text.en]) {
      expect(sentences.match(/^- .*$/gm)).toEqual([
        expect.stringContaining('a.yaml:1:'),
        expect.stringContaining('b.yaml: indicators[9.1].group'),
        expect.stringContaining('b.yaml: indicators[1.4].rules[0].kind'),
      ]);
    }
  });

  test('a missing connector stops the catalogue', () => {
    const withoutBroadcast = offered.filter(({ code }) => code !== 'BCAST.DX_BULLETIN');
    expect(() => loadCatalogue(withoutBroadcast)).toThrow('needs "BCAST.DX_BULLETIN"');
  });
});
