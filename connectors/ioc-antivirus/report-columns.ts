import { COUNT_COLUMNS } from './report.ts';

export const REPORT_COLUMNS = ['thang', 'ma_don_vi', 'ten_don_vi', ...COUNT_COLUMNS] as const;
export type ReportColumn = (typeof REPORT_COLUMNS)[number];

/**
 * How reports are known to spell their columns; accents, capitals and signs do not count. No public column list of
 * Bkav, Viettel or CMC was found: these are what offices write, and a configuration may add to them.
 */
export const SPELLINGS: Readonly<Record<ReportColumn, readonly string[]>> = {
  thang: ['Tháng', 'Kỳ', 'Kỳ báo cáo', 'Tháng báo cáo', 'Month', 'Period'],
  ma_don_vi: ['Mã đơn vị', 'Mã ĐV', 'Mã cơ quan', 'Mã định danh', 'Mã định danh đơn vị', 'Unit code', 'Mã'],
  ten_don_vi: [
    'Tên đơn vị',
    'Đơn vị',
    'Tên cơ quan',
    'Cơ quan',
    'Cơ quan, đơn vị',
    'Tên cơ quan, đơn vị',
    'Đơn vị, địa phương',
    'Nhóm',
    'Tên nhóm',
    'Nhóm quản trị',
    'Group',
    'Administration group',
    'Unit',
  ],
  so_may_quan_ly: [
    'Số máy quản lý',
    'Số máy được quản lý',
    'Số máy tính quản lý',
    'Số máy tính được quản lý',
    'Số máy quản lý tập trung',
    'Tổng số máy',
    'Tổng số máy tính',
    'Số máy tính',
    'Số máy trạm',
    'Số thiết bị',
    'Tổng số thiết bị',
    'Managed devices',
    'Managed hosts',
    'Total devices',
  ],
  may_cai_chong_ma_doc: [
    'Máy cài chống mã độc',
    'Số máy cài chống mã độc',
    'Số máy cài phần mềm chống mã độc',
    'Số máy cài đặt phần mềm phòng chống mã độc',
    'Số máy đã cài phần mềm phòng chống mã độc',
    'Số máy đã cài đặt phần mềm phòng chống mã độc',
    'Số máy cài PCMĐ',
    'Đã cài PCMĐ',
    'Anti-malware installed',
    'Protected devices',
  ],
  may_cai_virus: [
    'Máy cài virus',
    'Số máy cài diệt virus',
    'Số máy cài phần mềm diệt virus',
    'Số máy cài phần mềm phòng chống virus',
    'Số máy đã cài phần mềm diệt virus',
    'Số máy đã cài đặt phần mềm phòng chống virus',
    'Antivirus installed',
  ],
  may_nhiem: [
    'Máy nhiễm',
    'Số máy nhiễm',
    'Số máy nhiễm mã độc',
    'Số máy bị nhiễm mã độc',
    'Số máy tính nhiễm mã độc',
    'Số máy tính bị nhiễm mã độc',
    'Số máy nhiễm virus',
    'Số máy nhiễm mã độc lũy kế',
    'Infected devices',
    'Infected hosts',
  ],
  so_canh_bao: ['Số cảnh báo', 'Số cảnh báo mã độc', 'Số cảnh báo đã gửi', 'Cảnh báo', 'Notices', 'Alerts'],
  so_da_xu_ly: [
    'Số đã xử lý',
    'Số cảnh báo đã xử lý',
    'Đã xử lý',
    'Số cảnh báo đã khắc phục',
    'Đã khắc phục',
    'Resolved',
  ],
};
