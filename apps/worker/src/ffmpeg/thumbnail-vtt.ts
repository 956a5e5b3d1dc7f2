interface Grid {
  width: number;
  height: number;
  columns: number;
  perSheet: number;
}

/** WebVTT whose cues name a picture's place in its sheet (`#xywh`, W3C media fragments), as players' previews read it. */
export function thumbnailVtt(
  starts: readonly number[],
  end: number,
  grid: Grid,
  sheetName: (index: number) => string,
  begins = 0,
): string {
  const cues = starts.map((start, i) => {
    const place = i % grid.perSheet;
    const x = (place % grid.columns) * grid.width;
    const y = Math.floor(place / grid.columns) * grid.height;
    const from = i === 0 ? begins : start;
    const to = Math.max(from, starts[i + 1] ?? end);
    const sheet = sheetName(Math.floor(i / grid.perSheet));
    return `${clock(from)} --> ${clock(to)}\n${sheet}#xywh=${x},${y},${grid.width},${grid.height}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
