import type { Device } from 'mediasoup-client/types';
import type { Answer } from '@lesblik/shared/sockets';

type RouterCapabilities = Answer<'room:enter'>['routerRtpCapabilities'];

let loaded: { key: string; device: Promise<Device> } | undefined;

async function make(routerRtpCapabilities: RouterCapabilities): Promise<Device> {
  const { Device: Made } = await import('mediasoup-client');
  const device = await Made.factory();
  await device.load({
    routerRtpCapabilities: routerRtpCapabilities as Parameters<Device['load']>[0]['routerRtpCapabilities'],
  });
  return device;
}

/** What this browser can send to and receive from the router; found out once, which takes a while. */
export function loadDevice(routerRtpCapabilities: RouterCapabilities): Promise<Device> {
  const key = JSON.stringify(routerRtpCapabilities);
  if (loaded?.key === key) return loaded.device;
  const device = make(routerRtpCapabilities);
  loaded = { key, device };
  device.catch(() => (loaded = undefined));
  return device;
}
