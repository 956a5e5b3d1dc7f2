import { useEffect, useSyncExternalStore } from 'react';
import { useMe } from '../../identity/me.ts';
import { uploadEngine } from './upload-engine.ts';
import type { UploadItem } from './upload-item.ts';

export function useUploads(): readonly UploadItem[] {
  const { id } = useMe();
  useEffect(() => void uploadEngine.restore(id), [id]);
  return useSyncExternalStore(uploadEngine.subscribe, () => uploadEngine.itemsOf(id));
}

export const useUpload = (recordingId: string): UploadItem | undefined =>
  useUploads().find((item) => item.recordingId === recordingId);
