import { writeFileSync } from 'node:fs';
import { buildHubSchema, printHubSchema } from '../../schema/index.ts';

writeFileSync(new URL('../../schema/schema.graphql', import.meta.url), printHubSchema(buildHubSchema()));
