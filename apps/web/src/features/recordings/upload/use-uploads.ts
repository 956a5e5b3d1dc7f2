import { useEffect, useSyncExternalStore } from 'react';
import { uploadEngine } from './upload-engine.ts';
import type { UploadItem } from './upload-item.ts';

export function useUploads(): readonly UploadItem[] {
  useEffect(() => void uploadEngine.restore(), []);
  return useSyncExternalStore(uploadEngine.subscribe, uploadEngine.items);
}

export const useUpload = (recordingId: string): UploadItem | undefined =>
  useUploads().find((item) => item.recordingId === recordingId);
