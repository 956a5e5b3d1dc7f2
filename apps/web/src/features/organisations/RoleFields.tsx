import { Radio, Stack } from '@mantine/core';
import { MembershipRole } from '@lesblik/shared/identity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayFromNow } from '../../ui/format.ts';
import { DayField } from '../../ui/form/DayField.tsx';

interface Props {
  initial: MembershipRole;
  /** The day on which a guest's access ends. */
  endsOn?: string | undefined;
  error?: string | undefined;
}

const HALF_A_YEAR = 182;

/** Role, and for a guest the end date: the fields `role` and `endsOn` of the form around it. */
export function RoleFields({ initial, endsOn, error }: Props) {
  const { t } = useTranslation('organisations');
  const [role, setRole] = useState(initial);
  return (
    <>
      <Radio.Group
        name="role"
        label={t('role')}
        value={role}
        onChange={(value) => setRole(MembershipRole.catch('member').parse(value))}
      >
        <Stack gap="sm" mt="xs">
          {(['member', 'guest', 'administrator'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`roles.${value}`)} description={t(`roleHelp.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {role === 'guest' && (
        <DayField
          name="endsOn"
          label={t('endsAt')}
          description={t('endsAtHint')}
          min={dayFromNow(1)}
          value={endsOn ?? dayFromNow(HALF_A_YEAR)}
          error={error}
        />
      )}
    </>
  );
}
