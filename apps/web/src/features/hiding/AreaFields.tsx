import { Button, Group, NumberInput, Text } from '@mantine/core';
import { boxAt } from '@lesblik/shared/hidden-area';
import type { Box, HiddenArea, HiddenList } from '@lesblik/shared/hiding';
import { useTranslation } from 'react-i18next';
import { formatExact } from '../player/core/timecode.ts';
import classes from './Hide.module.css';
import { begun, changed, ended, placed, without } from './marks.ts';

interface Props {
  area: HiddenArea;
  n: number;
  list: HiddenList;
  atMs: number;
  durationMs: number;
  change: (list: HiddenList) => void;
  goTo: (ms: number) => void;
}

/** Where an area is now, in numbers; from when to when it is set; and all its key positions. */
export function AreaFields({ area, n, list, atMs, durationMs, change, goTo }: Props) {
  const { t } = useTranslation('hiding');
  const box = boxAt(area, atMs);
  const nearest: Box | undefined =
    box ?? (atMs < (area.positions[0]?.atMs ?? 0) ? area.positions[0] : area.positions.at(-1));
  if (nearest === undefined) return null;
  const set = (next: HiddenArea | null): void => {
    if (next) change(changed(list, n, next));
  };
  const time = formatExact(atMs, durationMs);
  const [beginsHere, endsHere] = [begun(area, atMs, nearest), ended(area, atMs, nearest)];
  return (
    <div className={classes.fields}>
      <Group gap="xs">
        <Button variant="default" disabled={beginsHere === null} onClick={() => set(beginsHere)}>
          {t('area.beginsHere', { time })}
        </Button>
        <Button variant="default" disabled={endsHere === null} onClick={() => set(endsHere)}>
          {t('area.endsHere', { time })}
        </Button>
      </Group>
      {box === null ? (
        <Text>{t('area.notHere', { time })}</Text>
      ) : (
        <Group gap="xs" align="end">
          {(['x', 'y', 'width', 'height'] as const).map((side) => (
            <NumberInput
              key={side}
              className={classes.number4}
              label={t(`side.${side}`)}
              suffix=" %"
              min={0}
              max={100}
              decimalScale={1}
              value={Math.round(box[side] * 1000) / 10}
              onChange={(value) => {
                const share = Number(value) / 100;
                if (value !== '' && Math.abs(share - box[side]) > 0.0005)
                  set(placed(area, atMs, { ...box, [side]: share }));
              }}
            />
          ))}
        </Group>
      )}
      <Text size="sm">{t('area.positions')}</Text>
      <ul className={classes.chips}>
        {area.positions.map(({ atMs: ms }) => (
          <li key={ms}>
            <Button size="compact-md" variant={ms === atMs ? 'filled' : 'default'} onClick={() => goTo(ms)}>
              {formatExact(ms, durationMs)}
            </Button>
            {area.positions.length > 1 && (
              <Button
                size="compact-md"
                variant="subtle"
                aria-label={t('area.forgetPosition', { time: formatExact(ms, durationMs) })}
                onClick={() => set(without(area, ms))}
              >
                ✕
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
