import { type Config, config } from './config.ts';

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_TOKEN = 'ma-tep-luyen-tap';

/** Reads the simulator: a CSV of classes that are counted, a JSON of ready monthly figures. */
export const practiceConfig = (url: string): Config =>
  config.parse({
    transport: 'http',
    baseUrl: url,
    auth: 'header',
    keyName: 'X-Ma-Truy-Cap',
    token: PRACTICE_TOKEN,
    lists: [
      {
        name: 'lop-hoc',
        title: 'Lớp bồi dưỡng kỹ năng số',
        titleEn: 'Classes on digital skills',
        file: '/lop-hoc.csv',
        columns: {
          ma: ['Mã lớp'],
          don_vi: ['Mã đơn vị', 'Đơn vị'],
          ngay: ['Ngày khai giảng'],
          ten_lop: ['Tên lớp'],
          hoc_vien: ['Số học viên'],
        },
        numbers: ['hoc_vien'],
        key: 'ma',
        unit: 'don_vi',
        at: 'ngay',
        atFormats: ['dd/MM/yyyy', 'yyyy-MM-dd'],
        publicTitle: 'ten_lop',
        measures: [
          {
            code: 'KHAC.LOP_HOC',
            title: 'Lớp đã mở',
            titleEn: 'Classes held',
            unit: 'lớp',
            unitEn: 'class',
            aggregation: 'SUM',
          },
          {
            code: 'KHAC.HOC_VIEN',
            title: 'Học viên',
            titleEn: 'Learners',
            unit: 'người',
            unitEn: 'person',
            aggregation: 'SUM',
            value: 'hoc_vien',
          },
        ],
      },
      {
        name: 'diem-truy-cap',
        title: 'Điểm truy cập wifi công cộng',
        titleEn: 'Public wifi',
        mode: 'values',
        file: '/wifi.json',
        columns: { don_vi: ['maDonVi'], thang: ['thang'], so_diem: ['soDiem'] },
        numbers: ['so_diem'],
        unit: 'don_vi',
        at: 'thang',
        atFormats: ['yyyy-MM'],
        measures: [
          {
            code: 'KHAC.WIFI',
            title: 'Điểm wifi đang hoạt động',
            titleEn: 'Working access points',
            unit: 'điểm',
            unitEn: 'point',
            aggregation: 'LAST',
            value: 'so_diem',
          },
        ],
      },
    ],
  });
