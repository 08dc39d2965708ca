export const AS_OF =
  'Thời điểm đã qua muốn xem lại, kèm múi giờ; bỏ trống: bây giờ · A moment of the past to look back to, with its time zone; none: now';
