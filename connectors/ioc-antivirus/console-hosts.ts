import { recordCheck } from '../../src/connector-kit/record-check.ts';
import { badConsoleAnswer } from './console-errors.ts';
import type { CountColumn, UnitCounts } from './report.ts';

/** All that is asked of a computer: its group and its state, nothing that tells which one it is (B9). */
export const CONSOLE_FIELDS = [
  'KLHST_WKS_GROUPID',
  'KLHST_WKS_STATUS',
  'KLHST_WKS_STATUS_MASK',
  'KLHST_WKS_VIRUS_COUNT',
] as const;

export interface ConsoleHost {
  readonly group: number;
  readonly isProtected: boolean;
  readonly isInfected: boolean;
}

/** Numbers of 64 bits come as {"type": "long", "value": 5}; what is not known is left out or null. */
type Field = number | { readonly value: number } | null | undefined;

interface Item {
  readonly value: { readonly KLHST_WKS_GROUPID: Field } & Readonly<Partial<Record<string, Field>>>;
}

const NUMBER = {
  anyOf: [
    { type: 'number' },
    { type: 'object', required: ['value'], properties: { value: { type: 'number' } } },
  ],
};
const NUMBER_OR_NONE = { anyOf: [...NUMBER.anyOf, { type: 'null' }] };

const checked = recordCheck<Item>({
  type: 'object',
  required: ['value'],
  properties: {
    value: {
      type: 'object',
      required: ['KLHST_WKS_GROUPID'],
      properties: {
        KLHST_WKS_GROUPID: NUMBER,
        KLHST_WKS_STATUS: NUMBER_OR_NONE,
        KLHST_WKS_STATUS_MASK: NUMBER_OR_NONE,
        KLHST_WKS_VIRUS_COUNT: NUMBER_OR_NONE,
      },
    },
  },
});

/** Bit of KLHST_WKS_STATUS: real-time protection is installed. */
const PROTECTED = 0x10;
/** Bits of KLHST_WKS_STATUS_MASK, the reasons of a bad state: 3 too many viruses, 5 no antivirus, 10 uncured objects. */
const NO_ANTIVIRUS = 1 << 5;
const VIRUSES = (1 << 3) | (1 << 10);

export function hostsOf(chunk: unknown, firstRow: number): ConsoleHost[] {
  const list = (chunk as { KLCSP_ITERATOR_ARRAY?: unknown } | null | undefined)?.KLCSP_ITERATOR_ARRAY;
  if (!Array.isArray(list)) throw badConsoleAnswer('ChunkAccessor.GetItemsChunk');
  return checked(list, 'KLCSP_ITERATOR_ARRAY', firstRow).map(({ value }) => {
    const mask = numberOf(value['KLHST_WKS_STATUS_MASK']);
    const status = numberOf(value['KLHST_WKS_STATUS']);
    return {
      group: numberOf(value.KLHST_WKS_GROUPID),
      isProtected: (status & PROTECTED) !== 0 && (mask & NO_ANTIVIRUS) === 0,
      isInfected: (mask & VIRUSES) !== 0 || numberOf(value['KLHST_WKS_VIRUS_COUNT']) > 0,
    };
  });
}

const numberOf = (field: Field): number => (typeof field === 'object' ? (field?.value ?? 0) : (field ?? 0));

export interface CountedHosts {
  readonly units: readonly UnitCounts<CountColumn>[];
  /** Units of the group map of which the console shows no computer. */
  readonly silentUnits: readonly string[];
}

/** Adds up the computers of each unit; only counts go on. */
export class HostCount {
  readonly #groups: Readonly<Record<string, string>>;
  readonly #ignored: ReadonlySet<number>;
  readonly #counts = new Map<string, { managed: number; protected: number; infected: number }>();

  constructor(groups: Readonly<Record<string, string>>, ignored: readonly number[]) {
    this.#groups = groups;
    this.#ignored = new Set(ignored);
  }

  add({ group, isProtected, isInfected }: ConsoleHost): void {
    if (this.#ignored.has(group)) return;
    const unit = this.#groups[String(group)] ?? unmapped(group);
    const count = this.#counts.get(unit) ?? { managed: 0, protected: 0, infected: 0 };
    this.#counts.set(unit, count);
    count.managed += 1;
    if (isProtected) count.protected += 1;
    if (isInfected) count.infected += 1;
  }

  result(): CountedHosts {
    const units = [...this.#counts].map(([unit, count], index) => ({
      unit,
      line: index + 1,
      counts: {
        so_may_quan_ly: count.managed,
        // One product does both here.
        may_cai_chong_ma_doc: count.protected,
        may_cai_virus: count.protected,
        may_nhiem: count.infected,
      },
    }));
    const silent = Object.values(this.#groups).filter((unit) => !this.#counts.has(unit));
    return { units, silentUnits: [...new Set(silent)] };
  }
}

/** No unit has such a code, so its computers are shown among the unmatched ones and never dropped. */
const unmapped = (group: number): string => `KSC-${group}`;
