import { readFileSync, writeFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { withUnreleased } from '../../schema/changelog/changelog.ts';
import { changesBetween } from '../../schema/changelog/schema-changes.ts';
import { buildHubSchema, printHubSchema } from '../../schema/index.ts';

const file = (name: string) => new URL(`../../schema/${name}`, import.meta.url);

const text = printHubSchema(buildHubSchema());
writeFileSync(file('schema.graphql'), text);

const released = buildSchema(readFileSync(file('released.graphql'), 'utf8'));
const changelog = readFileSync(file('CHANGELOG.md'), 'utf8');
writeFileSync(file('CHANGELOG.md'), withUnreleased(changelog, changesBetween(released, buildSchema(text))));
