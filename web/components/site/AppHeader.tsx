'use client';

import { Container } from '@mantine/core';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { AccountMenu } from '../accounts/AccountMenu.tsx';
import { LanguageSwitch } from '../accounts/LanguageSwitch.tsx';
import { useMe } from '../accounts/session.ts';
import { NoticeBell } from '../notices/NoticeBell.tsx';
import { Link } from '../page/Link.tsx';
import { Logo } from '../page/Logo.tsx';
import { useSite } from '../page/useSite.ts';
import classes from './AppHeader.module.css';
import { ColorSchemeToggle } from './ColorSchemeToggle.tsx';

const links = [
  { href: '/courses', label: 'courses.title', isPublic: false },
  { href: '/learn', label: 'lessons.title', isPublic: true },
  { href: '/zoo', label: 'networks.title', isPublic: true },
  { href: '/workers', label: 'workers.title', isPublic: false },
] as const;

export function AppHeader() {
  const { me } = useMe();
  const site = useSite();
  const t = useTranslations();
  const name = site?.name ?? t('site.name');
  const pathname = usePathname();
  return (
    <header className={`${classes.header} no-print`}>
      <a className="skip-link" href="#content">
        {t('site.skip')}
      </a>
      <Container size={1120} px="md" className={classes.inner} data-signed-in={me ? true : undefined}>
        <Link href="/" className={classes.brand} aria-label={t('site.frontPage', { site: name })}>
          <Logo />
          <span className={classes.name}>{name}</span>
        </Link>
        <nav className={classes.nav} aria-label={t('site.navigation')}>
          {links
            .filter(({ isPublic }) => isPublic || me)
            .map(({ href, label }) => (
              <Link
                key={href}
                href={href}
                className={classes.link}
                aria-current={pathname.startsWith(href) ? 'page' : undefined}
              >
                {t(label)}
              </Link>
            ))}
        </nav>
        <div className={classes.account}>
          <LanguageSwitch />
          <ColorSchemeToggle />
          <NoticeBell />
          <AccountMenu />
        </div>
      </Container>
    </header>
  );
}
