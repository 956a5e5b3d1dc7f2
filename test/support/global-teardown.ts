export default async function tearDown(): Promise<void> {
  await globalThis.stopServers?.();
  // The WebRTC of the tests (@roamhq/wrtc) crashes when Node takes itself apart, which `exit` leaves out.
  process.on('exit', (code) => process.exit(code));
}
