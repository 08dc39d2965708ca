import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const [FIRST = '', SECOND = ''] = rootCertificates;

describe('HUB_ALLOW_HOSTS and HUB_EXTRA_CA', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const fileOf = (content: string) => {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, content);
    return file;
  };

  it('nothing is allowed that is not named', () => {
    expect(readConfig({})).toMatchObject({ allowHosts: [], extraAuthorities: [] });
  });

  it('entries are separated by commas', () => {
    expect(readConfig({ HUB_ALLOW_HOSTS: ' 10.1.0.0/16, *.hue.gov.vn:8080 ,' }).allowHosts).toEqual([
      '10.1.0.0/16',
      '*.hue.gov.vn:8080',
    ]);
  });

  it('a file may hold several certificates and words between them', () => {
    const file = fileOf(`CA nội bộ\n${FIRST}\n\nCA thứ hai\n${SECOND}\n`);
    expect(readConfig({ HUB_EXTRA_CA: file }).extraAuthorities).toEqual([FIRST.trim(), SECOND.trim()]);
  });

  it.each([
    ['no file', () => join(folder, 'khong-co.pem')],
    ['a folder', () => folder],
    ['no certificate', () => fileOf('xin chào')],
    ['a damaged certificate', () => fileOf(FIRST.replace(/[A-Z]{3}/, '!!!'))],
  ])('%s is told at the start', (_, file) => {
    const error = thrownBy(() => readConfig({ HUB_EXTRA_CA: file() }));
    expect([error.family, error.code]).toEqual(['stop', 'BAD_CONFIGURATION']);
    expect(error.text.vi).toContain('HUB_EXTRA_CA');
  });
});
