import type { Seeded } from './seeded.ts';

/** Marks every planted personal value, so that a test can search store, logs and answers for one string. */
export const PERSONAL_MARK = 'CANARY';

export interface PracticePerson {
  readonly name: string;
  /** Citizen identity number (CCCD), 12 digits; always starts with 000999, which no province issues. */
  readonly id: string;
  /** Always starts with 0999. */
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly birthDate: string;
}

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Võ', 'Đặng'];
const GIVEN = ['An', 'Bình', 'Châu', 'Dung', 'Giang', 'Hà', 'Khánh', 'Lan', 'Minh', 'Phúc'];

/** A person that never existed. Simulators plant these so that the connectors' allow-lists are really tested. */
export function practicePerson(random: Seeded): PracticePerson {
  const serial = String(random.int(0, 999_999)).padStart(6, '0');
  return {
    name: `${random.pick(FAMILY)} Văn ${random.pick(GIVEN)} ${PERSONAL_MARK}`,
    id: `000999${serial}`,
    phone: `0999${serial}`,
    email: `nguoidan${serial}.${PERSONAL_MARK}@example.vn`,
    address: `${random.int(1, 200)} đường Lê Lợi ${PERSONAL_MARK}`,
    birthDate: `19${random.int(50, 99)}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
  };
}

/** What no stored text, log line or answer may hold. */
export const PERSONAL_PATTERN = /CANARY|000999\d{6}|0999\d{6}/;
