import { HubError } from '../../core/errors.ts';
import type { Database } from '../../store/database.ts';
import { allSources, replaceSecrets } from '../../store/sources.ts';
import type { Keys } from '../keys.ts';
import { boundTo, isEarlier, sealedSecrets, secretsOf } from '../pull/source-config.ts';

/** Seals again what was sealed before data keys were. What cannot be opened stays, and its source says so (F53). */
export async function resealSecrets(database: Database, keys: Keys): Promise<void> {
  for (const source of (await allSources(database)).filter(isEarlier)) {
    try {
      const secrets = sealedSecrets(secretsOf(source, keys), source.config, keys, boundTo(source.name));
      await replaceSecrets(database, source, secrets);
    } catch (thrown) {
      if (!(thrown instanceof HubError && thrown.code === 'SECRET_UNREADABLE')) throw thrown;
    }
  }
}
