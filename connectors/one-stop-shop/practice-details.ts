import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import type { PracticeDossier } from './practice-dossiers.ts';

/** What was handed in, paid and handed out: the lists that a detailed answer adds, file names of persons included. */
export function practiceDetails(seed: number, dossier: PracticeDossier, isReturned: boolean): object {
  const { id, unit, person, procedure } = dossier;
  const random = seeded(seed, 'details', id);
  const { quality } = practiceProfile(seed, unit);
  const hasFee = procedure % 3 !== 0;
  const isDigital = random.chance(0.3 + quality * 0.6);
  const isReused = isDigital && random.chance(quality * 0.5);
  const isPaidOnline = hasFee && random.chance(0.1 + quality * 0.7);
  const hasFileOfResult = isReturned && random.chance(0.2 + quality * 0.7);
  const file = (name: string) => `/tep/${person.id}/${name}.pdf`;
  return {
    TaiLieuNop: [
      {
        TepDinhKemId: '1',
        TenTepDinhKem: `Đơn của ${person.name}`,
        DuongDanTaiTepTin: isDigital ? file('don') : '',
        DuocSoHoa: isDigital ? '1' : '0',
        DuocTaiSuDung: isReused ? '1' : '0',
        DuocLayTuKhoDMQG: '0',
      },
    ],
    DanhSachLePhi: [
      {
        TenPhiLePhi: 'Lệ phí mô phỏng',
        MaPhiLePhi: 'LP1',
        Gia: hasFee ? String(random.int(1, 20) * 10_000) : '0',
        LoaiPhiLePhi: '1',
      },
    ],
    DanhSachGiayToKetQua: hasFileOfResult
      ? [{ TenGiayTo: `Kết quả của ${person.name}`, DuongDanTepTinKetQua: file('ket-qua') }]
      : [],
    DuocThanhToanTrucTuyen: isPaidOnline ? random.pick(['1', '2']) : '0',
  };
}
