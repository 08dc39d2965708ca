import { expect, it } from 'vitest';
import { socketPath } from '../../../src/cli/socket-path.ts';

it('lies in the data folder', () => {
  expect(socketPath('/srv/hub')).toBe('/srv/hub/hub.sock');
});

it('moves to the temporary folder when its path would be too long, one for each data folder', () => {
  const [a, b] = ['ă', 'b'].map((letter) => socketPath(`/${letter.repeat(99)}`));
  expect(a).not.toBe(b);
  for (const path of [a, b]) expect(Buffer.byteLength(path as string)).toBeLessThanOrEqual(100);
});
