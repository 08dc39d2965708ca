import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import type {
  SimulatorAnswer,
  SimulatorOptions,
  SimulatorRequest,
} from '../../src/connector-kit/simulator-server.ts';
import { dayOf, monthOf } from '../../src/core/clock.ts';
import { isValidOn } from '../../src/core/unit.ts';
import { practiceMonth } from './practice-month.ts';

export const PRACTICE_USER = 'hub-chi-doc';
export const PRACTICE_PASSWORD = 'mat-khau-luyen-tap-ksc';

const FIRST_GROUP = 10;

/** The group of each unit, as a configuration names them: in the order of the units that stand today. */
export const practiceGroups = (options: Pick<SimulatorOptions, 'units' | 'clock'>): Record<string, string> =>
  Object.fromEntries(unitsToday(options).map((unit, index) => [String(FIRST_GROUP + index), unit.code]));

type Host = Readonly<Record<string, unknown>>;

/** A Kaspersky Security Center, as far as its OpenAPI is used. It would tell names of computers to whoever asks. */
export function practiceConsole(options: Omit<SimulatorOptions, 'port'>) {
  const searches = new Map<string, { readonly fields: readonly string[]; readonly hosts: readonly Host[] }>();
  let serial = 0;
  return ({ path, headers, body }: SimulatorRequest): SimulatorAnswer => {
    const method = path.replace('/api/v1.0/', '');
    const known = headers.authorization === credentials();
    if (method === 'login')
      return known ? { body: { PxgRetVal: 'phien-1' } } : { status: 401, body: WRONG_USER };
    if (!known && headers['x-ksc-session'] !== 'phien-1') return { status: 401, body: WRONG_USER };
    const asked = JSON.parse(body || '{}') as {
      strAccessor?: string;
      nStart?: number;
      nCount?: number;
      vecFieldsToReturn?: string[];
    };
    if (method === 'HostGroup.FindHosts') {
      const strAccessor = `tim-${++serial}`;
      searches.set(strAccessor, { fields: asked.vecFieldsToReturn ?? [], hosts: hostsOf(options) });
      return { body: { strAccessor, PxgRetVal: hostsOf(options).length } };
    }
    const search = searches.get(asked.strAccessor ?? '');
    if (!search)
      return { body: { PxgError: { code: 1103, module: 'KLSRV', message: 'Accessor not found' } } };
    if (method === 'ChunkAccessor.GetItemsCount') return { body: { PxgRetVal: search.hosts.length } };
    if (method === 'ChunkAccessor.Release')
      return { body: { PxgRetVal: searches.delete(asked.strAccessor ?? '') } };
    const from = asked.nStart ?? 0;
    const chunk = search.hosts.slice(from, from + (asked.nCount ?? 0)).map((host) => ({
      type: 'params',
      value: Object.fromEntries(search.fields.map((field) => [field, host[field] ?? null])),
    }));
    return { body: { pChunk: { KLCSP_ITERATOR_ARRAY: chunk }, PxgRetVal: chunk.length } };
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const credentials = (): string =>
  `KSCBasic user="${base64(PRACTICE_USER)}", pass="${base64(PRACTICE_PASSWORD)}", internal="1"`;
const WRONG_USER = { PxgError: { code: 1181, module: 'KLSTD', message: 'Authentication failure' } };

const unitsToday = ({ units, clock }: Pick<SimulatorOptions, 'units' | 'clock'>) =>
  units.filter((unit) => isValidOn(unit, dayOf(clock.now())));

/** As many computers as the report of the month counts, and the same of them protected and infected. */
function hostsOf(options: Omit<SimulatorOptions, 'port'>): Host[] {
  const month = monthOf(dayOf(options.clock.now()));
  return unitsToday(options).flatMap((unit, group) => {
    const counts = practiceMonth(options.seed, unit, month, options.scale);
    return Array.from({ length: counts.so_may_quan_ly }, (_, index) => {
      const isProtected = index < counts.may_cai_chong_ma_doc;
      const isInfected = index < counts.may_nhiem;
      const person = practicePerson(seeded(options.seed, 'host', unit.key, index));
      return {
        KLHST_WKS_GROUPID: FIRST_GROUP + group,
        KLHST_WKS_STATUS: isProtected ? 0x1f : 0x0f,
        KLHST_WKS_STATUS_MASK: isProtected ? 0 : 1 << 5,
        KLHST_WKS_VIRUS_COUNT: { type: 'long', value: isInfected ? 3 : 0 },
        KLHST_WKS_HOSTNAME: `may-${person.phone}`,
        KLHST_WKS_DN: person.name,
        KLHST_WKS_FQDN: person.email,
      };
    });
  });
}
