import { Menu, UnstyledButton } from '@mantine/core';
import { IconBuilding, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../features/identity/me.ts';
import { chooseSchool, useSchool } from '../features/identity/school.ts';
import classes from './SchoolMenu.module.css';

/** Which school somebody works in now; only for who belongs to more than one. */
export function SchoolMenu() {
  const { t } = useTranslation();
  const { memberships } = useMe();
  const school = useSchool();
  if (memberships.length < 2 || !school) return null;
  return (
    <Menu position="bottom-end" width={280} shadow="sm">
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={t('nav.schoolMenu', { name: school.organisationName })}>
          <IconBuilding size={18} aria-hidden="true" />
          <span className={classes.name}>{school.organisationName}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('nav.schools')}</Menu.Label>
        {memberships.map(({ organisationId, organisationName }) => (
          <Menu.Item
            key={organisationId}
            role="menuitemradio"
            aria-checked={organisationId === school.organisationId}
            rightSection={organisationId === school.organisationId && <IconCheck size={18} aria-hidden="true" />}
            onClick={() => chooseSchool(organisationId)}
          >
            {organisationName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
