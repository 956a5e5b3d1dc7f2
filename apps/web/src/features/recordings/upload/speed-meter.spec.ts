import { expect, test } from '@jest/globals';
import { SpeedMeter } from './speed-meter.ts';

test('says nothing before it measured for a second', () => {
  const meter = new SpeedMeter();
  meter.add(0, 0);
  meter.add(900, 5000);
  expect(meter.bytesPerSecond()).toBeUndefined();
});

test('tells the pace of the last eight seconds, not of the whole', () => {
  const meter = new SpeedMeter();
  for (let second = 0; second <= 20; second++) meter.add(second * 1000, Math.min(second, 10) * 1000);
  expect(meter.bytesPerSecond()).toBe(0);
});

test('a steady line has a steady pace', () => {
  const meter = new SpeedMeter();
  for (let second = 0; second <= 20; second++) meter.add(second * 1000, second * 2_000_000);
  expect(meter.bytesPerSecond()).toBe(2_000_000);
});

test('forgets the old pace after a pause', () => {
  const meter = new SpeedMeter();
  meter.add(0, 0);
  meter.add(5000, 5000);
  meter.reset();
  meter.add(60_000, 5000);
  expect(meter.bytesPerSecond()).toBeUndefined();
});
