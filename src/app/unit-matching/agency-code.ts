/** The other way of writing an electronic agency code. */
export interface OtherSpelling {
  readonly code: string;
  /** False: only a proposal, because no national text at hand says so. */
  readonly isCertain: boolean;
}

const LEVEL = '(?!00)[0-9]{2}';
/** QCVN 102:2016: from the lowest level to the highest, "000.00.04.G18"; "00" where there is no such level. */
const OLD = new RegExp(`^000\\.(00|${LEVEL})\\.(00|${LEVEL})\\.([A-Z][0-9]{2})$`);
/** QĐ 20/2020/QĐ-TTg: from the highest level to the lowest, "G18.04". */
const NEW = new RegExp(`^([A-Z][0-9]{2})(?:\\.(${LEVEL}))?(?:\\.(${LEVEL}))?$`);

/**
 * An electronic agency code in its other spelling; null when it is no such code. That "000.00.04.G18" is "G18.04" is
 * seen at agencies of the second level that are written in both ways; of a third level ("000.01.04.G18", "G18.04.01")
 * it follows from the form alone, so there a person decides. A fourth level has three digits in the old form and two
 * in the new one: those codes were given anew.
 */
export function otherSpelling(code: string): OtherSpelling | null {
  const [, third, second, body] = OLD.exec(code) ?? [];
  if (body) return newSpelling(body, second as string, third as string);
  const [, top, two = '00', three = '00'] = NEW.exec(code) ?? [];
  return top ? { code: `000.${three}.${two}.${top}`, isCertain: three === '00' } : null;
}

function newSpelling(body: string, second: string, third: string): OtherSpelling | null {
  if (second === '00' && third !== '00') return null;
  const levels = [body, second, third].filter((level) => level !== '00');
  return { code: levels.join('.'), isCertain: third === '00' };
}
