import { connectors } from '../../../connectors/index.ts';
import { buildUnits } from '../../app/units/build-units.ts';
import { dayOf, systemClock } from '../../core/clock.ts';
import { text } from '../../core/text.ts';
import { isValidOn, type UnitLevel } from '../../core/unit.ts';
import { checkedSets } from '../checked-sets.ts';
import { EXIT } from '../terminal.ts';
import { type Checked, good, poor, type Title } from './check.ts';

const CATALOGUE: Title = { name: 'catalogue', title: text('Bộ chỉ số', 'Index sets') };

export function checkSets(): Checked {
  const sets = checkedSets(connectors);
  const findings = sets.flatMap((set) => set.findings);
  const errors = findings.filter(({ severity }) => severity === 'ERROR').length;
  const found = text(
    `${sets.length} bộ, ${errors} lỗi, ${findings.length - errors} chỗ văn bản tự lệch`,
    `${sets.length} sets, ${errors} errors, ${findings.length - errors} disagreements of the documents`,
  );
  if (errors === 0) return good(CATALOGUE, found);
  return { ...poor(CATALOGUE, found, text('hub catalog check', 'hub catalog check')), exit: EXIT.STOP };
}

export function checkUnits(): Checked {
  const today = dayOf(systemClock.now());
  const { units } = buildUnits();
  const count = (level: UnitLevel) =>
    units.filter((unit) => unit.level === level && isValidOn(unit, today)).length;
  const [provinces, communes] = [count('PROVINCE'), count('COMMUNE')];
  return good(
    { name: 'units', title: text('Đơn vị', 'Units') },
    text(
      `${provinces} tỉnh, thành phố và ${communes} xã, phường hiện nay; ${units.length} đơn vị của mọi thời kỳ`,
      `${provinces} provinces and ${communes} communes today; ${units.length} units of all times`,
    ),
  );
}
