import { readFileSync } from 'node:fs';

/** The running hub, as the runner names it. */
export const HUB = process.env.HUB_URL;
export const TOKEN = process.env.HUB_TOKEN;
export const ENDPOINT = `${HUB}/graphql`;

/** Of the operations that the project's own tests send. */
export const operationsOf = (file) =>
  readFileSync(new URL(`operations/${file}.graphql`, import.meta.url), 'utf8');

export const PLACE = { indexSet: 'hue-dti-2024', year: 2024 };
