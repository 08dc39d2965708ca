/** What messages call the lists of a source. */
export const DOSSIERS = 'LayDanhSachHoSo.result';
export const PROCEDURES = 'LayDanhSachTTHC.result';
export const FEEDBACK = 'LayDanhSachPAKN.result';
