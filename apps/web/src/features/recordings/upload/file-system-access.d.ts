/** Chromium's permission question on a kept file handle (WICG File System Access), not yet in TypeScript's DOM. */
interface FileSystemHandle {
  queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
}
