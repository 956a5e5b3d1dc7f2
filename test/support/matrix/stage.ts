import { type Cast, castOf } from '../scene.ts';
import { World } from '../world.ts';

/** The world in which one file of tests asks, and who is in it. */
export let world: World;
export let cast: Cast;

export async function openStage(): Promise<void> {
  world = await World.open();
  cast = await castOf(world);
}
