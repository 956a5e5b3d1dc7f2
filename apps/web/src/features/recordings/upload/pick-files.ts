export interface Picked {
  file: File;
  /** A way back to the same file after a reload, where the browser has one. */
  handle?: FileSystemFileHandle;
}

interface PickerWindow {
  showOpenFilePicker?: (options: {
    multiple: boolean;
    types: { description: string; accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle[]>;
}

/** Can this browser keep a way back to a file? If not, the person chooses it again after a reload. */
export const keepsFiles = (): boolean => 'showOpenFilePicker' in window;

/** The browser's own picker; undefined when it has none or the person closed it. */
export async function pickFiles(multiple: boolean): Promise<Picked[] | undefined> {
  const { showOpenFilePicker } = window as PickerWindow;
  if (!showOpenFilePicker) return undefined;
  const types = [{ description: 'Film', accept: { 'video/*': [], 'audio/*': [] } }];
  try {
    const handles = await showOpenFilePicker({ multiple, types });
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** What was dropped on the page, with handles where the browser gives them. */
export async function droppedFiles(transfer: DataTransfer): Promise<Picked[]> {
  // Both must be asked before the first await: afterwards the transfer is empty.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const asked = items.map((item) => ({ file: item.getAsFile(), handle: handleOf(item) }));
  const picked: Picked[] = [];
  for (const { file, handle } of asked) {
    const kept = await handle;
    if (file) picked.push(kept ? { file, handle: kept } : { file });
  }
  return picked;
}

async function handleOf(item: DataTransferItem): Promise<FileSystemFileHandle | undefined> {
  const withHandles = item as DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };
  const handle = await withHandles.getAsFileSystemHandle?.();
  return handle?.kind === 'file' ? (handle as FileSystemFileHandle) : undefined;
}
