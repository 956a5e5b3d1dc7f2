/** Share of the one percentage that the upload takes; the rest is conversion. */
const UPLOAD_SHARE = 0.2;

/** 0 to 1 over upload-to-ready, while bytes arrive. */
export const uploadProgress = (sent: number, total: number): number =>
  UPLOAD_SHARE * Math.min(1, sent / Math.max(1, total));

/** 0 to 1 over upload-to-ready, by the share of the conversion's work that is done. */
export const conversionProgress = (done: number, total: number): number =>
  UPLOAD_SHARE + (1 - UPLOAD_SHARE) * Math.min(1, done / Math.max(1e-9, total));
