import { searchTextOf } from './search-text.ts';

/** A unit's name as far as it tells units apart: in whatever accents and capitals, with and without its kind. */
export interface NameForms {
  /** "UBND phường An Cựu" -> " phuong an cuu" */
  readonly whole: string;
  /** " an cuu"; the whole where the kind is all that is left of it ("Quận 1"). */
  readonly bare: string;
}

const OFFICE = /^ (?:ubnd|uy ban nhan dan|hdnd va ubnd)(?= )/;
const KIND =
  /^ (?:xa|phuong|thi tran|thi xa|thanh pho|quan|huyen|dac khu|tinh|so|ban|x|p|tt|tx|tp|q|h|t)(?= \p{L}{2})/u;

export function nameForms(name: string): NameForms {
  const whole = searchTextOf(name).replace(OFFICE, '');
  return { whole, bare: whole.replace(KIND, '') };
}
