import type { SimulatorAnswer } from '../../src/connector-kit/simulator-server.ts';

export const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const xmlAnswer = (type: string, content: string): SimulatorAnswer => ({
  headers: { 'content-type': `${type}; charset=UTF-8` },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`,
});
