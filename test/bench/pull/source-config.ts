import { oneStopShop } from '../../../connectors/one-stop-shop/index.ts';

/** Lists over GET, because only for those a source can say that a page is as it was. */
export const sourceConfig = (url: string) => ({ ...oneStopShop.practiceConfig(url), protocol: 'rest' });
