import { type Config, config } from './config.ts';

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_USER = 'dti-hub';
export const PRACTICE_PASSWORD = 'mat-khau-luyen-tap';

/** Reads the simulator: one list that is counted, one of ready figures. */
export const practiceConfig = (url: string): Config =>
  config.parse({
    baseUrl: url,
    auth: 'login',
    username: PRACTICE_USER,
    password: PRACTICE_PASSWORD,
    login: { path: '/dang-nhap', userField: 'tenDangNhap', passwordField: 'matKhau', tokenPath: 'data.ma' },
    okWhen: "ketQua == 'OK'",
    lists: [
      {
        name: 'phan-anh',
        title: 'Phản ánh kiến nghị',
        titleEn: 'Complaints',
        path: '/phan-anh',
        query: { tuNgay: '{from}', denNgay: '{to}', trang: '{page}', soDong: '{size}' },
        dateFormat: 'dd/MM/yyyy',
        recordPath: 'data.danhSach',
        totalPath: 'data.tong',
        paging: { kind: 'page', first: 0, size: 200 },
        key: 'ma',
        unit: 'donVi.ma',
        at: 'ngayGui',
        fields: { trang_thai: 'trangThai', han: 'hanXuLy', xong: 'ngayXong' },
        measures: [
          {
            code: 'KHAC.PHAN_ANH',
            title: 'Phản ánh đã nhận',
            titleEn: 'Complaints received',
            unit: 'phản ánh',
            unitEn: 'complaint',
            aggregation: 'SUM',
          },
          {
            code: 'KHAC.PHAN_ANH_DUNG_HAN',
            title: 'Phản ánh giải quyết đúng hạn',
            titleEn: 'Complaints settled in time',
            unit: 'phản ánh',
            unitEn: 'complaint',
            aggregation: 'SUM',
            where: "trang_thai == 'DA_XU_LY' && xong <= han",
          },
        ],
      },
      {
        name: 'hai-long',
        title: 'Mức độ hài lòng',
        titleEn: 'Satisfaction',
        mode: 'values',
        path: '/thong-ke',
        method: 'POST',
        body: { kyTu: '{from}', kyDen: '{to}', tiepTheo: '{cursor}', soDong: '{size}' },
        recordPath: 'data',
        paging: { kind: 'cursor', cursorPath: 'tiepTheo', size: 50 },
        unit: 'maDonVi',
        at: 'thang',
        atFormats: ['yyyy-MM'],
        fields: { hai_long: 'haiLong' },
        measures: [
          {
            code: 'KHAC.HAI_LONG',
            title: 'Lượt đánh giá hài lòng',
            titleEn: 'Ratings of satisfaction',
            unit: 'lượt',
            unitEn: 'rating',
            aggregation: 'SUM',
            value: 'hai_long',
          },
        ],
      },
    ],
  });
