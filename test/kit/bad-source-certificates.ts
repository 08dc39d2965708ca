import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface TestCertificates {
  /** PEM of the authority that signed all of them. */
  readonly authority: string;
  readonly good: Certificate;
  readonly expired: Certificate;
  /** Issued for another name. */
  readonly otherHost: Certificate;
}

/** A bare machine may lack it; `.ci/run` installs it. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** For `host`, by an authority that nobody knows; made by openssl, since they must be of today. */
export function testCertificates(host: string): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'hub-certificates-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  try {
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '2',
      '-subj',
      '/CN=CA thu nghiem',
    );
    const issue = (name: string, subject: string, days: string): Certificate => {
      writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${subject}\n`);
      openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${subject}`);
      const signed = [
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        days,
      ];
      openssl('x509', '-req', ...signed, '-extfile', `${name}.ext`, '-out', `${name}.pem`);
      return { cert: readFileSync(at(`${name}.pem`), 'utf8'), key: readFileSync(at(`${name}.key`), 'utf8') };
    };
    return {
      authority: readFileSync(at('ca.pem'), 'utf8'),
      good: issue('good', host, '1'),
      expired: issue('expired', host, '-1'),
      otherHost: issue('other', 'khac.example.vn', '1'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
