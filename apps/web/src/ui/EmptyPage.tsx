import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Picture, type PictureName } from './Picture.tsx';
import classes from './EmptyPage.module.css';

interface Props {
  picture: PictureName;
  title?: string;
  /** One sentence that teaches what will be here. */
  text: string;
  /** One button. */
  action?: ReactNode;
}

/** An empty page teaches: one picture, one sentence, one button. */
export function EmptyPage({ picture, title, text, action }: Props) {
  return (
    <div className={classes.empty}>
      <Picture name={picture} />
      {title !== undefined && (
        <Title order={1} size="h2">
          {title}
        </Title>
      )}
      <Text className={classes.text}>{text}</Text>
      {action}
    </div>
  );
}
