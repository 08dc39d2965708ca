import { oneStopShop } from '../../../connectors/one-stop-shop/index.ts';

/**
 * Lists over GET, because only for those a source can say that a page is as it was; and the lists of the Huế set,
 * so that figures of different days compare.
 */
export const sourceConfig = (url: string) => ({
  ...oneStopShop.practiceConfig(url),
  protocol: 'rest',
  streams: ['dossiers', 'supplements', 'procedures'],
});
