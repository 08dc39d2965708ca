import type { Connector } from '../src/connector-kit/connector.ts';
import { agencyFigures } from './agency-figures/index.ts';
import { broadcast } from './broadcast/index.ts';
import { citizenApp } from './citizen-app/index.ts';
import { genericFile } from './generic-file/index.ts';
import { genericJson } from './generic-json/index.ts';
import { iocAntivirus } from './ioc-antivirus/index.ts';
import { oneStopShop } from './one-stop-shop/index.ts';
import { sharedPlatforms } from './shared-platforms/index.ts';
import { unitProfile } from './unit-profile/index.ts';
import { websiteCms } from './website-cms/index.ts';

/** Every kind of source system the hub speaks to: one line per connector. */
export const connectors: readonly Connector[] = [
  oneStopShop,
  citizenApp,
  websiteCms,
  iocAntivirus,
  broadcast,
  sharedPlatforms,
  unitProfile,
  agencyFigures,
  genericJson,
  genericFile,
];
