import { HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Site } from './site.ts';

/** The same error with the site that it came from: a source has hundreds of them, often on one server. */
export async function atSite<T>({ name, unit }: Site, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof HubError) || error.family === 'stop' || error.text.vi.includes(`(${unit})`)) {
      throw error;
    }
    const { family, code, details, cause } = error;
    const { vi, en } = error.text;
    const told = text(`Trang ${name} (${unit}): ${vi}`, `Site ${name} (${unit}): ${en}`);
    throw new HubError(family, code, told, { details, cause });
  }
}
