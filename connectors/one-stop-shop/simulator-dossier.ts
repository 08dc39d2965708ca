import { dayOfMoment, type Moment, type PracticeDossier } from './practice-dossiers.ts';
import { procedureCode, procedureLevel } from './practice-procedures.ts';

/** All the fields that public material names, the personal ones among them: the connector must leave those. */
export function rawDossier(seed: number, dossier: PracticeDossier, now: Moment): object {
  const { person, officer, unit } = dossier;
  const isReturned = dossier.returned <= now;
  const asked = dossier.supplements.filter(({ at }) => at <= now);
  return {
    MaHoSo: dossier.id,
    MaTTHC: procedureCode(dossier.procedure),
    TenTTHC: `Thủ tục mô phỏng số ${dossier.procedure + 1}`,
    DonViXuLy: unit.name,
    MaDonVi: unit.code,
    KenhThucHien: dossier.origin === 'MOTCUA' ? '1' : '2',
    NguonNop: dossier.origin,
    NgayTiepNhan: dossier.received,
    NgayHenTra: dossier.due,
    NgayTra: isReturned ? dossier.returned : null,
    TrangThaiHoSo: isReturned ? '10' : '4',
    MucDo: procedureLevel(seed, dossier.procedure, dayOfMoment(dossier.received)),
    LoaiDoiTuong: '1',
    MaDoiTuong: person.id,
    ChuHoSo: person.name,
    SoDinhDanh: person.id,
    NgaySinh: person.birthDate,
    SoDienThoai: person.phone,
    Email: person.email,
    Fax: person.phone,
    DiaChi: person.address,
    TrichYeuHoSo: `Hồ sơ của ông/bà ${person.name}, trú tại ${person.address}`,
    NguoiXuLy: officer.name,
    DanhSachHoSoBoSung: asked.map(({ at, isEmpty }, index) => ({
      HoSoBoSungId: String(index + 1),
      NgayBoSung: at,
      NoiDungBoSung: isEmpty ? '' : `Đề nghị ông/bà ${person.name} bổ sung bản sao giấy tờ ${person.id}`,
      NgayTiepNhanBoSung: null,
      TrangThaiBoSung: '1',
    })),
  };
}

const written = (moment: Moment): string =>
  moment.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3 $4:$5:$6');

/** The same dossier as a simpler feed of a province writes it. */
export const feedDossier = (
  { id, unit, procedure, received, returned, origin, person }: PracticeDossier,
  now: Moment,
): object => ({
  HoSoID: id.length,
  SoBienNhan: id,
  ThuTuc: `Thủ tục mô phỏng số ${procedure + 1}`,
  LinhVuc: 'Lĩnh vực mô phỏng',
  NgayNhan: written(received),
  NgayHoanThanh: returned <= now ? written(returned) : null,
  NoiNhan: unit.code,
  NhanQuaMang: origin !== 'MOTCUA',
  TenNguoiNop: person.name,
});
