import type { Box, HiddenArea } from '@lesblik/shared/hiding';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Hide.module.css';
import { fitting } from './marks.ts';

type Shape = HiddenArea['shape'];
/** What is drawn next; null: what is there is moved. */
export type Tool = Shape | null;

interface Props {
  areas: readonly { shape: Shape; box: Box | null }[];
  chosen: number | null;
  tool: Tool;
  onChoose: (n: number) => void;
  onDraw: (shape: Shape, box: Box) => void;
  /** `done`: the hand let go. */
  onPlace: (n: number, box: Box, done: boolean) => void;
}

interface Drag {
  n: number | null;
  sizes: boolean;
  from: { x: number; y: number };
  box: Box;
}

const STEP = 0.01;
const arrows: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

const styleOf = ({ x, y, width, height }: Box) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
});

/** The areas as they lie now: drawn, moved and sized by hand; by arrow keys too, with shift for the size. */
export function AreaLayer({ areas, chosen, tool, onChoose, onDraw, onPlace }: Props) {
  const { t } = useTranslation('hiding');
  const layer = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [drawn, setDrawn] = useState<Box | null>(null);

  const at = (event: PointerEvent) => {
    const { left, top, width, height } = layer.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  };
  const boxOf = ({ n, sizes, from, box }: Drag, now: { x: number; y: number }): Box => {
    const [dx, dy] = [now.x - from.x, now.y - from.y];
    if (n === null)
      return fitting({
        ...{ x: Math.min(from.x, now.x), y: Math.min(from.y, now.y) },
        ...{ width: Math.abs(dx), height: Math.abs(dy) },
      });
    return fitting(
      sizes ? { ...box, width: box.width + dx, height: box.height + dy } : { ...box, x: box.x + dx, y: box.y + dy },
    );
  };
  const begin = (event: PointerEvent, n: number | null, box: Box, sizes = false): void => {
    if (n === null && tool === null) return;
    event.preventDefault();
    event.stopPropagation();
    layer.current?.setPointerCapture(event.pointerId);
    drag.current = { n, sizes, from: at(event), box };
    if (n !== null) onChoose(n);
  };
  const move = (event: PointerEvent, done: boolean): void => {
    const now = drag.current;
    if (now === null) return;
    const box = boxOf(now, at(event));
    if (now.n !== null) onPlace(now.n, box, done);
    else if (done && tool !== null) onDraw(tool, box);
    setDrawn(done || now.n !== null ? null : box);
    if (done) drag.current = null;
  };
  const press = (event: KeyboardEvent, n: number, box: Box): void => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const { x, y } = arrow;
    const next = event.shiftKey
      ? { ...box, width: box.width + x, height: box.height + y }
      : { ...box, x: box.x + x, y: box.y + y };
    onPlace(n, fitting(next), true);
  };
  return (
    <div
      ref={layer}
      className={classes.layer}
      data-draws={tool !== null}
      onPointerDown={(event) => begin(event, null, { x: 0, y: 0, width: 0, height: 0 })}
      onPointerMove={(event) => move(event, false)}
      onPointerUp={(event) => move(event, true)}
      onPointerCancel={() => {
        drag.current = null;
        setDrawn(null);
      }}
    >
      {areas.map(
        ({ shape, box }, n) =>
          box && (
            <div
              key={n}
              className={classes.area}
              data-shape={shape}
              data-chosen={chosen === n}
              style={styleOf(box)}
              role="button"
              tabIndex={0}
              aria-label={t('area.onPicture', { number: n + 1, shape: t(`shape.${shape}`) })}
              onFocus={() => onChoose(n)}
              onKeyDown={(event) => press(event, n, box)}
              onPointerDown={(event) => begin(event, n, box)}
            >
              <span className={classes.number}>{n + 1}</span>
              {chosen === n && (
                <span className={classes.corner} onPointerDown={(event) => begin(event, n, box, true)} />
              )}
            </div>
          ),
      )}
      {drawn && <div className={classes.area} data-shape={tool} data-chosen style={styleOf(drawn)} />}
    </div>
  );
}
