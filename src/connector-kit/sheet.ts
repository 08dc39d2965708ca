/** What a cell holds. DATE, FORMULA and OTHER (true, #REF!) are never data: a program made them of what was typed. */
export type CellKind = 'TEXT' | 'NUMBER' | 'DATE' | 'FORMULA' | 'OTHER';

export interface SheetCell {
  readonly kind: CellKind;
  /** Trimmed and composed (NFC); empty for a blank cell. A number has a decimal point and no separator. */
  readonly text: string;
}

export interface SheetRow {
  /** As a spreadsheet or an editor counts, from 1. */
  readonly line: number;
  readonly cells: readonly SheetCell[];
}

export const BLANK: SheetCell = { kind: 'TEXT', text: '' };

export const textCell = (text: string): SheetCell => ({ kind: 'TEXT', text: text.normalize('NFC').trim() });
