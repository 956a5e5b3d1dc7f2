import { Button, CloseButton, Text, TextInput } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import { useRef, useState, type ChangeEvent, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bytes } from '../../../ui/format.ts';
import { largestFilm } from '../../../ui/limits.ts';
import { sentenceOfCode } from '../../../ui/problem-sentence.ts';
import { sayProblem } from '../../../ui/toasts.ts';
import classes from './FilePicker.module.css';
import { droppedFiles, keepsFiles, pickFiles, type Picked } from './pick-files.ts';

/** A chosen film, its title, and why it was refused if it was. */
export interface Chosen extends Picked {
  key: string;
  title: string;
  problem: string | undefined;
}

interface Props {
  chosen: readonly Chosen[];
  onAdd: (picked: Picked[]) => void;
  onTitle: (key: string, title: string) => void;
  onRemove: (key: string) => void;
  error: string | undefined;
  titleError: (key: string) => string | undefined;
}

/** Films by button or by dragging; each gets its own title. */
export function FilePicker({ chosen, onAdd, onTitle, onRemove, error, titleError }: Props) {
  const { t, i18n } = useTranslation(['recordings', 'problems']);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const choose = (): void => {
    if (!keepsFiles()) return input.current?.click();
    pickFiles(true).then((picked) => picked && onAdd(picked), sayProblem);
  };

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    droppedFiles(event.dataTransfer).then(onAdd, sayProblem);
  };

  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.legend}>{t('form.files')}</legend>
      {chosen.length > 0 && (
        <ul className={classes.list}>
          {chosen.map(({ key, file, title, problem }) => (
            <li key={key} className={classes.file}>
              <IconMovie size={24} stroke={1.5} aria-hidden="true" />
              <div className={classes.fields}>
                <TextInput
                  label={t('form.lessonTitle')}
                  name={`title-${key}`}
                  value={title}
                  maxLength={200}
                  onChange={(event) => onTitle(key, event.currentTarget.value)}
                  error={titleError(key)}
                />
                <Text size="sm" c="dimmed">
                  {file.name} · {bytes(file.size, i18n.language)}
                </Text>
                {problem !== undefined && (
                  <p className={classes.problem} role="alert">
                    {sentenceOfCode(problem)}
                  </p>
                )}
              </div>
              <CloseButton
                data-field={`film-${key}`}
                aria-label={t('form.removeFile', { name: file.name })}
                onClick={() => onRemove(key)}
              />
            </li>
          ))}
        </ul>
      )}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span className={classes.dropWords}>{t('form.drop')}</span>
        <Button data-field="films" variant={chosen.length > 0 ? 'default' : 'light'} onClick={choose}>
          {t(chosen.length > 0 ? 'form.chooseMore' : 'form.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept="video/*,audio/*"
          multiple
          hidden
          data-testid="film"
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            onAdd([...(event.target.files ?? [])].map((file) => ({ file })));
            event.target.value = '';
          }}
        />
      </div>
      <Text size="sm" c="dimmed">
        {t('form.limits', { largest: bytes(largestFilm(), i18n.language) })}
      </Text>
      {error !== undefined && (
        <p className={classes.problem} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
