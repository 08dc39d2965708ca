import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { released } from '../../schema/changelog/changelog.ts';
import { dayOf, systemClock } from '../core/clock.ts';

const file = (name: string) => new URL(`../../schema/${name}`, import.meta.url);

const version = process.argv[2];
if (!version || !/^\d+\.\d+\.\d+$/.test(version)) {
  process.stderr.write('npm run schema:release -- <phiên bản · version>, "0.2.0"\n');
  process.exit(2);
}

copyFileSync(file('schema.graphql'), file('released.graphql'));
const changelog = readFileSync(file('CHANGELOG.md'), 'utf8');
writeFileSync(file('CHANGELOG.md'), released(changelog, version, dayOf(systemClock.now())));
