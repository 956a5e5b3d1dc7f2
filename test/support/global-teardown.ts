export default async function tearDown(): Promise<void> {
  await globalThis.stopServers?.();
  // The WebRTC of the tests (@roamhq/wrtc) crashes when Node takes itself apart, which `exit` leaves out. Listened to only
  // then: Jest's own listener, which says that tests failed, comes after this and has to be heard first.
  process.once('beforeExit', () => process.on('exit', (code) => process.exit(process.exitCode ?? code)));
}
